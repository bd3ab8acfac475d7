"""Published reports: their manifests, and how they are made again."""
