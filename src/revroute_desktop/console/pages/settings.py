"""The settings' presenter: what is chosen there takes effect at once and is remembered."""

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.actions import ACTIONS, SPECS, Actions, normal_keys, shown_keys
from revroute_desktop.console.pages.settings_view import SettingsView, key_cells
from revroute_desktop.console.theme.look import CHOICES, Look
from revroute_desktop.console.translate import tr


class SettingsPresenter(QObject):
    """Fills a `SettingsView`. `density_chosen` gives the rows' height by name, `language_chosen` its code."""

    density_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self, look: Look, view: SettingsView, actions: Actions, density: str, language: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._view = view
        self._actions = actions
        self._density = density
        self._language = language
        self._action = ""
        view.theme_chosen.connect(self._on_theme)
        view.contrast_chosen.connect(look.strengthen)
        view.density_chosen.connect(self._on_density)
        view.language_chosen.connect(self._on_language)
        view.action_chosen.connect(self._on_action)
        view.keys_typed.connect(self._on_typed)
        view.keys_given.connect(self._on_given)
        view.keys_taken.connect(self._on_taken)
        view.keys_usual.connect(self._on_usual)
        view.all_usual.connect(self._on_all_usual)
        actions.keys_changed.connect(self._show_keys)
        look.changed.connect(self._show_appearance)
        self._show_appearance()
        self._show_keys()

    def _show_appearance(self) -> None:
        self._view.show_appearance(
            self._look.choice, self._density, self._language, contrast=self._look.high_contrast
        )

    def _show_keys(self) -> None:
        rows = []
        for spec in ACTIONS:
            keys, usual = shown_keys(self._actions.keys(spec.id)), shown_keys(spec.keys)
            rows.append((spec.id, key_cells(tr(spec.title), tr(spec.menu), keys, usual)))
        self._view.show_keys(rows)
        self._show_action()

    def _show_action(self) -> None:
        spec = SPECS.get(self._action)
        if spec is None:
            self._view.show_action("", "", usual=True)
            return
        keys = self._actions.keys(spec.id)
        self._view.show_action(tr(spec.title), keys, usual=keys == normal_keys(spec.keys))

    def _on_theme(self, choice: str) -> None:
        self._look.choose(next(c for c in CHOICES if c == choice))

    def _on_density(self, density: str) -> None:
        self._density = density
        self.density_chosen.emit(density)

    def _on_language(self, language: str) -> None:
        self._language = language
        self.language_chosen.emit(language)

    def _on_action(self, action: object) -> None:
        self._action = str(action or "")
        self._show_action()

    def _on_typed(self, keys: str) -> None:
        if not self._action:
            return
        if not keys or keys == self._actions.keys(self._action):
            self._view.say_conflict("", may_give=False)
            return
        other = self._actions.conflict(self._action, keys)
        if other is None:
            self._view.say_conflict("", may_give=True)
        else:
            sentence = tr(
                "{keys} belongs to “{title}”. If you set it here, that has no keys.",
                keys=shown_keys(keys),
                title=tr(other.title),
            )
            self._view.say_conflict(sentence, may_give=True, act=tr("Take it over"))

    def _on_given(self, keys: str) -> None:
        self._actions.set_keys(self._action, keys)

    def _on_taken(self) -> None:
        self._actions.set_keys(self._action, "")

    def _on_usual(self) -> None:
        self._actions.set_keys(self._action, SPECS[self._action].keys)

    def _on_all_usual(self) -> None:
        self._actions.set_own_keys({})
