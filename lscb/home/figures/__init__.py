"""What the dashboards count: measured from the tables of every part, drawn, frozen, and compared with what was frozen."""
