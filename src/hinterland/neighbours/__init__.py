"""What other tools take: experiments for EMA workbench and SALib, results for GIS programs and for spreadsheets."""
