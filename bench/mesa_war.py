"""The small war in Mesa, as its own examples write models: property layers, cell agents, agent sets.

Nothing slows it down on purpose. What grows everywhere grows in one NumPy call on a layer; agents act in
stages by `AgentSet.do`, in the order in which ours do; chance is drawn in bulk by a compiled kernel and read
from plain lists, so it costs Mesa next to nothing.
"""

import mesa
import numpy as np
from mesa.discrete_space import CellAgent, FixedAgent, HexGrid, PropertyLayer

import same_war as war


class Detachment(CellAgent):
    """A partisan detachment."""

    def __init__(self, model, cell, number, men, charges):
        """Place it."""
        super().__init__(model)
        self.cell, self.number, self.men, self.charges = cell, number, men, charges

    def eat(self):
        """Take the ration; where there is too little, men leave."""
        model, terms, cell = self.model, self.model.terms, self.cell
        need = self.men * terms.ration
        taken = min(need, cell.food)
        cell.food -= taken
        model.food += taken
        if taken < need:
            expected = self.men * terms.desert * (1.0 - taken / need)
            gone = min(self.men, int(expected + model.luck["hunger"][self.number]))
            self.men -= gone
            model.losses += gone
            if self.men == 0:
                self.remove()

    def recruit(self):
        """People of the district join, if there is still room."""
        model, terms, cell = self.model, self.model.terms, self.cell
        if self.men < terms.full:
            expected = cell.people * terms.join * self.men
            came = min(cell.people, int(expected + model.luck["recruit"][self.number]))
            cell.people -= came
            self.men += came
            model.recruits += came

    def sabotage(self):
        """With charges, perhaps go to the line of the district; the guards may foil it."""
        terms, luck, line = self.model.terms, self.model.luck, self.cell.line
        if luck["drop"][self.number] < terms.drop:
            self.charges += terms.load
        if line is not None and self.charges > 0 and luck["attempt"][self.number] < terms.eager:
            self.charges -= 1
            if luck["foil"][self.number] < terms.guard_half / (terms.guard_half + line.guards):
                line.cut(1 + int(terms.most_rails * luck["rails"][self.number]))

    def move(self):
        """Perhaps move to a district beside this one."""
        luck = self.model.luck
        if luck["roam"][self.number] < self.model.terms.roam:
            beside = self.cell.neighborhood.cells
            self.move_to(beside[int(len(beside) * luck["way"][self.number])])

    def muster(self):
        """Be counted."""
        self.cell.crowd += self.men


class Unit(CellAgent):
    """A unit that attacks detachments."""

    def __init__(self, model, cell, number, strength):
        """Place it."""
        super().__init__(model)
        self.cell, self.number, self.strength, self.full = cell, number, strength, strength

    def attack(self):
        """Perhaps march to the fullest district beside this one, and fight what is found there."""
        model, terms = self.model, self.model.terms
        if model.luck["march"][self.number] < terms.march:
            best = self.cell
            for beside in self.cell.neighborhood:
                if beside.crowd > best.crowd:
                    best = beside
            if best is not self.cell:
                self.move_to(best)
        crowd = self.cell.crowd
        if crowd == 0:
            return
        fortune, caught = model.luck["fight"][self.number], model.luck["caught"]
        share = min(0.5, terms.hit * self.strength / crowd)
        for detachment in self.cell.agents:
            if isinstance(detachment, Detachment):
                fallen = int(detachment.men * share + (fortune + caught[detachment.number]) % 1.0)
                detachment.men -= fallen
                model.losses += fallen
                if detachment.men == 0:
                    detachment.remove()
        self.strength -= int(terms.loss * crowd + fortune)
        if self.strength < 20:
            self.strength = self.full


class Line(FixedAgent):
    """A railway line."""

    def __init__(self, model, cell, number, guards, capacity):
        """Lay it."""
        super().__init__(model)
        self.cell, self.number, self.capacity = cell, number, capacity
        self.guards = self.usual = guards
        self.rails_out, self.cuts = 0.0, 0

    def cut(self, rails):
        """Take so many rails out."""
        self.rails_out += rails
        self.cuts += 1
        self.model.cuts += 1
        self.model.rails += rails

    def run_trains(self):
        """Run the trains, relay rails, move guards."""
        terms = self.model.terms
        free = 1.0 - min(1.0, self.rails_out / terms.closed_at)
        self.model.trains += int(self.capacity * free + self.model.luck["trains"][self.number])
        self.rails_out -= min(terms.relay, self.rails_out)
        self.guards += terms.alarm * self.cuts - terms.calm * (self.guards - self.usual)
        self.cuts = 0


SINGLE = {  # how many draws of each stream a day needs
    "hunger": (war.HUNGER, war.DETACHMENTS),
    "recruit": (war.RECRUIT, war.DETACHMENTS),
    "drop": (war.DROP, war.DETACHMENTS),
    "attempt": (war.ATTEMPT, war.DETACHMENTS),
    "foil": (war.FOIL, war.DETACHMENTS),
    "rails": (war.RAILS, war.DETACHMENTS),
    "roam": (war.ROAM, war.DETACHMENTS),
    "way": (war.WAY, war.DETACHMENTS),
    "caught": (war.CAUGHT, war.DETACHMENTS),
    "march": (war.MARCH, war.UNITS),
    "fight": (war.FIGHT, war.UNITS),
    "trains": (war.TRAINS, war.LINES),
}


class SmallWar(mesa.Model):
    """The small war."""

    def __init__(self, seed: int):
        """Set up the first morning."""
        super().__init__(seed=seed)
        self.luck_seed, self.terms = seed, war.Terms()
        self.cuts = self.rails = self.trains = self.recruits = self.losses = 0
        self.food = 0.0
        self.grid = HexGrid((war.WIDE, war.HIGH), random=self.random)
        start = war.begin(seed)
        for name in ("people", "crop", "food"):
            layer = getattr(start, name).reshape(war.WIDE, war.HIGH)
            self.grid.add_property_layer(PropertyLayer.from_data(name, layer))
        self.grid.create_property_layer("crowd", 0, int)
        start = war.Morning(*(array.tolist() for array in start))
        districts = [self.grid[i // war.HIGH, i % war.HIGH] for i in range(war.DISTRICTS)]
        for cell, k in zip(districts, start.line, strict=True):
            cell.line = None if k < 0 else Line(self, cell, k, start.guards[k], start.capacity[k])
        for i in range(war.DETACHMENTS):
            Detachment(self, districts[start.detachment_at[i]], i, start.men[i], start.charges[i])
        for i in range(war.UNITS):
            Unit(self, districts[start.unit_at[i]], i, start.strength[i])
        added = ("cuts", "rails", "trains", "recruits", "losses", "food")
        self.record = mesa.DataCollector(
            {name: name for name in added}
            | {
                "detachments": lambda m: len(m.agents_by_type[Detachment]),
                "men": lambda m: sum(m.agents_by_type[Detachment].get("men")),
                "rails still out": lambda m: sum(m.agents_by_type[Line].get("rails_out")),
            }
        )

    def step(self):
        """Play one day."""
        now = war.today(self.luck_seed, self.steps - 1)
        self.luck = {name: war.draws(now, key, n).tolist() for name, (key, n) in SINGLE.items()}
        grid, terms = self.grid, self.terms
        grid.food.data = np.minimum(terms.store, grid.food.data + terms.growth * grid.crop.data)
        grid.crowd.set_cells(0)
        detachments = self.agents_by_type[Detachment]
        for stage in ("eat", "recruit", "sabotage", "move", "muster"):
            detachments.do(stage)
        self.agents_by_type[Unit].do("attack")
        self.agents_by_type[Line].do("run_trains")
        self.record.collect(self)


def set_up(seed: int, days: int) -> SmallWar:
    """Return the first morning."""
    return SmallWar(seed)


def play(model: SmallWar, seed: int, days: int) -> None:
    """Play so many days."""
    for _ in range(days):
        model.step()


def diary(model: SmallWar) -> dict[str, list[float]]:
    """Return what stood at the end of each day."""
    return model.record.model_vars
