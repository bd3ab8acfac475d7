"""The words of documents that people hand on: plain text, Markdown, DOCX and PDF."""
