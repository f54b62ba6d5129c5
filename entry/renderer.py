"""How forms look: Django's own rendering, from our templates."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders forms and fields from `templates/forms`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
