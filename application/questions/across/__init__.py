"""Questions that read several subjects."""
