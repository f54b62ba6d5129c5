from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Papers, photos and recordings of a case: checked, sealed in parts, never served past a check."""

    name = "documents"

    def ready(self) -> None:
        from audit import kinds
        from documents.presenters import SENTENCES

        kinds.declare(SENTENCES)
