from django.urls import path

from lscb.files import views

app_name = "files"
urlpatterns = [path("<int:pk>/", views.download, name="file-download")]
