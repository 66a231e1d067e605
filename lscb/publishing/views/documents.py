from django.http import HttpRequest, HttpResponse


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    raise NotImplementedError
