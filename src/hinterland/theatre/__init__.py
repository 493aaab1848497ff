"""The ground the war is fought on, and what comes to it from outside by date."""
