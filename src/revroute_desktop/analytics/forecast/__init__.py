"""Forecasts of one series: methods from plain to strong, the best chosen by backtest."""
