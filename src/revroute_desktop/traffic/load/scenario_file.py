"""Scenario files: YAML text into a `Scenario`, every fault with its line and what to do.

The text is read as plans are: no tags, anchors or aliases, no key twice, and scalars stay the text that was
written. docs/load.md is the grammar.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from revroute_desktop.errors import UserError
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.text import TEXT_BYTES_MAX, Document, read_document
from revroute_desktop.traffic.load.model import (
    Arrivals,
    Limits,
    LoadModel,
    Scenario,
    Stage,
    Target,
    Threshold,
    Timeouts,
)
from revroute_desktop.traffic.load.quantities import read_bytes, read_duration, read_threshold
from revroute_desktop.traffic.load.scenario_faults import Fault, ScenarioError, schema_faults
from revroute_desktop.traffic.load.scenario_requests import beside, read_journey
from revroute_desktop.traffic.load.scenario_revenue import read_revenue
from revroute_desktop.traffic.load.schedule import Curve, peak_rate
from revroute_desktop.traffic.load.target.origin import read_origin

NAMES_MAX: Final = 64
"""Names of requests in a scenario; more paths may share a name."""

REQUESTS_MAX: Final = 5_000


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file; raises ScenarioError, and UserError where the file cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(TEXT_BYTES_MAX + 1)
    except OSError as error:
        raise UserError(f"The scenario {path} cannot be read ({error.strerror}); check the name.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioError(path.name, [Fault(1, "This is not UTF-8 text. Save it as that.")]) from error
    return parse_scenario(text, file=path.name, folder=path.parent)


def parse_scenario(text: str, *, file: str = "The scenario", folder: Path | None = None) -> Scenario:
    """Return the scenario that a text says; `folder` is where its data stand. Raises ScenarioError."""
    try:
        document = read_document(text)
    except PlanError as error:
        # Scenarios are read with the same strictness as plans, by the same reader.
        faults = [
            Fault(one.line, f"The scenario {one.message.replace('plan', 'scenario')}")
            for one in error.findings
        ]
        raise ScenarioError(file, faults) from error
    if found := schema_faults(document):
        raise ScenarioError(file, found)
    reader = _Reader(document, folder)
    scenario = reader.scenario(text)
    if reader.faults:
        raise ScenarioError(file, reader.faults)
    return scenario


class _Reader:
    """Makes the parts of a scenario whose form is right, and gathers what is wrong with them."""

    def __init__(self, document: Document, folder: Path | None) -> None:
        self._document = document
        self._data: Any = document.data
        self._folder = folder
        self.faults: list[Fault] = []

    def complain(self, sentence: str, *place: str | int) -> None:
        """Keep a fault of a place."""
        self.faults.append(Fault(self._document.line(*place), sentence))

    def scenario(self, text: str) -> Scenario:
        data = self._data
        load = data["load"]
        scenario = Scenario(
            name=data["scenario"],
            target=self._target(),
            model=LoadModel(load["model"]),
            stages=self._stages(),
            journeys=tuple(
                read_journey(journey, ("journeys", index), self._folder, self.complain)
                for index, journey in enumerate(data["journeys"])
            ),
            arrivals=Arrivals(load.get("arrivals", "constant")),
            limits=self._limits(),
            timeouts=self._timeouts(),
            thresholds=self._thresholds(),
            seed=int(data.get("seed", 1)),
            text=text,
        )
        if "revenue" in data:
            scenario = replace(
                scenario, revenue=read_revenue(data["revenue"], scenario.journeys, self.complain)
            )
        if not self.faults:
            self._check_whole(scenario)
        return scenario

    def _target(self) -> Target:
        try:
            target = read_origin(self._data["target"])
        except UserError as error:
            self.complain(str(error), "target")
            return Target("http", "localhost", 80)
        return replace(target, authority=self._authority(target.scheme))

    def _authority(self, scheme: str) -> str | None:
        given = self._data.get("authority")
        if given is None:
            return None
        if scheme != "https":
            self.complain("An authority belongs to a target with https; leave it out.", "authority")
        path = beside(self._folder or Path(), given)
        if path is None or not path.is_file():
            self.complain(
                f"The authority {given[:80]!r} is not beside the scenario or below; check the name.",
                "authority",
            )
        return str(path)

    def _stages(self) -> tuple[Stage, ...]:
        stages: list[Stage] = []
        for index, data in enumerate(self._data["load"]["stages"]):
            place = ("load", "stages", index)
            level, to = "at" in data, "to" in data
            if level == to or (level and "from" in data):
                self.complain("A stage has `at` alone, or `to` with or without `from`.", *place)
                continue
            end = float(data["at"] if level else data["to"])
            before = stages[-1].end if stages else 0.0
            start = end if level else float(data.get("from", before))
            stages.append(Stage(read_duration(data["for"]), start, end))
        return tuple(stages)

    def _limits(self) -> Limits:
        data, usual = self._data.get("limits", {}), Limits()
        return Limits(
            rate=float(data.get("rate", usual.rate)),
            requests=int(data.get("requests", usual.requests)),
            bytes=read_bytes(data["bytes"]) if "bytes" in data else usual.bytes,
            seconds=read_duration(data["duration"]) if "duration" in data else usual.seconds,
            connections=int(data.get("connections", usual.connections)),
        )

    def _timeouts(self) -> Timeouts:
        data, usual = self._data.get("timeouts", {}), Timeouts()
        return Timeouts(
            **{
                name: read_duration(data[name]) if name in data else getattr(usual, name)
                for name in ("connect", "first_byte", "total")
            }
        )

    def _thresholds(self) -> tuple[Threshold, ...]:
        thresholds = []
        for index, text in enumerate(self._data.get("thresholds", [])):
            try:
                thresholds.append(read_threshold(text))
            except ValueError as error:
                self.complain(f"{str(error)[:1].upper()}{str(error)[1:]}.", "thresholds", index)
        return tuple(thresholds)

    def _check_whole(self, scenario: Scenario) -> None:
        """Look at what no part shows alone."""
        curve, limits = Curve(scenario.stages), scenario.limits
        names = {request.name for journey in scenario.journeys for request in journey.requests}
        if scenario.model is LoadModel.OPEN:
            self._check_rate(scenario, curve)
        else:
            self._check_users(curve, limits)
            if "arrivals" in self._data["load"]:
                self.complain("Users do not arrive; leave `arrivals` out.", "load", "arrivals")
        if curve.seconds > limits.seconds:
            self.complain(
                f"The stages last {curve.seconds:g} s, longer than the limit of {limits.seconds:g} s; "
                "shorten them, or raise limits, duration.",
                "load",
                "stages",
            )
        if sum(len(journey.requests) for journey in scenario.journeys) > REQUESTS_MAX:
            self.complain(f"There are more than {REQUESTS_MAX:,} requests; take fewer.", "journeys")
        if len(names) > NAMES_MAX:
            self.complain(
                f"The requests have {len(names)} names, and {NAMES_MAX} can be told apart; give requests "
                "that are alike the same `name`.",
                "journeys",
            )
        for index, threshold in enumerate(scenario.thresholds):
            if threshold.request is not None and threshold.request not in names:
                known = ", ".join(sorted(names)[:10])
                self.complain(
                    f"No request is named {threshold.request[:60]!r}; there are {known}.",
                    "thresholds",
                    index,
                )

    def _check_rate(self, scenario: Scenario, curve: Curve) -> None:
        if curve.total < 1:
            self.complain("The stages begin no journey; give one a rate above 0.", "load", "stages")
        rate = peak_rate(scenario)
        if rate > scenario.limits.rate:
            self.complain(
                f"The stages come to {rate:g} requests a second, above the limit of "
                f"{scenario.limits.rate:g}; lower them, or raise limits, rate.",
                "load",
                "stages",
            )

    def _check_users(self, curve: Curve, limits: Limits) -> None:
        if curve.peak < 1:
            self.complain("The stages have no user; give one at least 1.", "load", "stages")
        if curve.peak > limits.connections:
            self.complain(
                f"The stages come to {curve.peak:g} users, each with a connection, above the limit of "
                f"{limits.connections}; lower them, or raise limits, connections.",
                "load",
                "stages",
            )
