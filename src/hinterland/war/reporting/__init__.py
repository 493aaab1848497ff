"""Reports of each side: Soviet units to their staffs, staffs to Moscow, and the German services.

State: reported figures by speaker and kind. No subsystem outside this package reads them.
"""
