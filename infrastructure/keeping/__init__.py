"""Keeps a register from getting lost: backups, restoring, and what is wrong with one."""
