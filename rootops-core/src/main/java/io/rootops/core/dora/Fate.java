package io.rootops.core.dora;

import static java.util.Comparator.naturalOrder;

import io.rootops.core.dora.Failure.Restored;
import io.rootops.core.dora.Failure.Sign;
import io.rootops.core.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one of several deployments, which are in the order of time. */
final class Fate {
    private final List<DoraDeployment> all;
    private final List<Incident> everyIncident;
    private final int index;
    private final DoraDeployment it;
    private final @Nullable DoraDeployment next;
    private final List<Incident> incidents;

    /** @param incidents of the environment, whichever service they are of */
    Fate(List<DoraDeployment> all, List<Incident> incidents, int index) {
        this.all = all;
        this.everyIncident = incidents;
        this.index = index;
        this.it = all.get(index);
        this.next = all.subList(index + 1, all.size()).stream()
                .filter(it::replacedBy)
                .findFirst()
                .orElse(null);
        this.incidents = incidents.stream().filter(this::beganWhileItServed).toList();
    }

    Optional<Failure> failure() {
        List<Sign> signs = signs();
        if (signs.isEmpty()) {
            return Optional.empty();
        }
        if (signs.contains(Sign.INCIDENT)) {
            return Optional.of(untilTheLastIncidentIsOver(signs));
        }
        if (signs.contains(Sign.ROLLED_BACK) && next != null) {
            return Optional.of(new Failure(signs, incidents, known(signs), it.at(), next.at(), Restored.ROLLBACK));
        }
        Instant mended = healthyFollower();
        return Optional.of(new Failure(
                signs, incidents, known(signs), it.at(), mended, mended == null ? null : Restored.NEXT_DEPLOYMENT));
    }

    private Failure untilTheLastIncidentIsOver(List<Sign> signs) {
        Instant began =
                incidents.stream().map(Incident::began).min(naturalOrder()).orElse(it.at());
        Instant ended = incidents.stream().anyMatch(Incident::open)
                ? null
                : incidents.stream()
                        .map(Incident::ended)
                        .filter(Objects::nonNull)
                        .max(naturalOrder())
                        .orElse(null);
        return new Failure(
                signs, incidents, known(signs), began, ended, ended == null ? null : Restored.INCIDENT_RESOLVED);
    }

    private Instant known(List<Sign> signs) {
        return signs.stream().map(this::shown).min(naturalOrder()).orElseThrow();
    }

    private Instant shown(Sign sign) {
        return switch (sign) {
            case REGRESSED, SAID -> it.settledAt();
            case ROLLED_BACK -> Objects.requireNonNull(next).at();
            case INCIDENT ->
                incidents.stream().map(Incident::began).min(naturalOrder()).orElseThrow();
        };
    }

    private List<Sign> signs() {
        List<Sign> signs = new ArrayList<>();
        if (it.regressed()) {
            signs.add(Sign.REGRESSED);
        }
        if (it.failedAsSaid()) {
            signs.add(Sign.SAID);
        }
        if (rolledBack()) {
            signs.add(Sign.ROLLED_BACK);
        }
        if (!incidents.isEmpty()) {
            signs.add(Sign.INCIDENT);
        }
        return signs;
    }

    private boolean beganWhileItServed(Incident incident) {
        String of = incident.service().name();
        boolean its = it.service() == null || of.isEmpty() || of.equals(it.service());
        return its
                && !incident.began().isBefore(it.at())
                && (next == null || incident.began().isBefore(next.at()));
    }

    /** What took its place had been deployed first before it was: the same again later is a way forward. */
    private boolean rolledBack() {
        return next != null && firstServed(next) < firstServed(it);
    }

    /** How many deployments came before the first one of the same commit. */
    private int firstServed(DoraDeployment deployment) {
        String sha = deployment.event().sha();
        for (int i = 0; sha != null && i <= index; i++) {
            if (sha.equals(all.get(i).event().sha()) && all.get(i).replacedBy(it)) {
                return i;
            }
        }
        return all.size();
    }

    /** When one took its place that did not fail; null: none has. */
    private @Nullable Instant healthyFollower() {
        for (int i = index + 1; i < all.size(); i++) {
            if (it.replacedBy(all.get(i))
                    && new Fate(all, everyIncident, i).signs().isEmpty()) {
                return all.get(i).at();
            }
        }
        return null;
    }
}
