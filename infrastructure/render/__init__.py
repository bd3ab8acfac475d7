"""How answers look: text, Markdown, CSV and JSON."""
