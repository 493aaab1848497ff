"""What each side says: units to their staffs, staffs to Moscow, and the German services that count what they find.

State: figures as told, by speaker and kind, never read back by those who act on what is true.
"""
