"""The pages; `app.create_app` makes the application."""
