"""Charts: one themed place for axes, colours, crosshair, keys and the table behind each.

`data` is what they are fed with, `form` what every form can do, `chart_export` makes files of them.
`painted` is the base of those that are painted by hand: `bars`, `treemap`, `hours`, `cohorts`, `funnel`,
`distribution`, `scatter`, `change`. Curves over time are `curves` on `brushed` on `plot`; `heat` is on `plot`
too.

`axes`, `plot` and what stands on them need pyqtgraph, which takes its time to be imported: only panes that
are made when they are first shown may import them.
"""
