"""Charts over time: one themed place for axes, colours, crosshair, keyboard and the table behind each.

`sparkline` and `legend` draw by themselves. `axes`, `plot` and `heat` stand on pyqtgraph, which takes its
time to be imported: only panes that are made when they are first shown may import them.
"""
