"""The log as an auditor sees it: read, judged, proved, signed, witnessed."""
