from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The gate. Every step of every workflow gets its sentence in the trail."""

    name = "workflow"

    def ready(self) -> None:
        from audit import kinds
        from workflow.steps import sentences, stateful_models

        for model in stateful_models():
            kinds.declare(sentences(model))
