package io.rootops.core.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The counts of deployments. */
final class DeploymentTallies implements Tallies {
    private final Tally all;
    private final Map<Trait, Tally> traits = new HashMap<>();

    private DeploymentTallies(Calendar calendar) {
        all = new Tally(calendar.size());
    }

    /** @param deployments in the order of time */
    static DeploymentTallies of(List<PastDeployment> deployments, Calendar calendar, PatternRule rule) {
        DeploymentTallies tallies = new DeploymentTallies(calendar);
        for (PastDeployment each : deployments) {
            Contribution it = Contribution.of(each, calendar, rule.halfLife());
            tallies.all.add(it);
            for (Trait trait : traits(each)) {
                tallies.traits
                        .computeIfAbsent(trait, key -> new Tally(calendar.size()))
                        .add(it);
            }
        }
        return tallies;
    }

    private static List<Trait> traits(PastDeployment deployment) {
        List<Trait> found = new ArrayList<>();
        for (DeploymentBand band : DeploymentBand.values()) {
            if (band.of(deployment)) {
                found.add(Trait.of(band));
            }
        }
        if (deployment.service() != null) {
            found.add(new Trait(PatternKind.SERVICE, deployment.service(), ""));
        }
        found.add(new Trait(PatternKind.ENVIRONMENT, deployment.environment(), ""));
        return found;
    }

    @Override
    public Tally all() {
        return all;
    }

    @Override
    public void forEach(BiConsumer<Trait, Tally> sink) {
        traits.forEach(sink);
    }
}
