"""The page: a war to be looked at in a browser, as a folder for any web host, one file, or from a server of our own."""
