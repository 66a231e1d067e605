from django.urls import URLPattern, URLResolver, path

from lscb.board.views import letters

app_name = "letters"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/", letters.letter, name="letter-detail"),
    path("<int:pk>/change/", letters.letter_change, name="letter-change"),
    path("<int:pk>/sent/", letters.letter_sent, name="letter-sent"),
]
