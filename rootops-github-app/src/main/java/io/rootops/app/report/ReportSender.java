package io.rootops.app.report;

import io.rootops.app.logs.DeliveryScope;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.forge.ForgeRejectedException;
import io.rootops.core.memory.RefusalMemory;
import io.rootops.core.memory.ReportOutbox;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.Patience;
import io.rootops.core.report.ReportKey;
import io.rootops.core.report.RiskReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what is due, one after the other. Whatever happens to one report, the others are told. */
public final class ReportSender {
    /** GitHub allows 80 writes a minute and 500 an hour; some room is left for people. */
    private static final int A_MINUTE = 60;

    private static final int AN_HOUR = 450;
    /** Longer than all calls for one report may take together. */
    private static final Duration LEASE = Duration.ofMinutes(3);
    /** Where GitHub asks for patience and does not say how much: what its documentation says. */
    private static final Duration UNSAID = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofHours(2);
    /** A token from before a permission was given may be in use for a minute: one refusal alone says little. */
    private static final Duration FORBIDDEN = Duration.ofMinutes(10);
    /** Permissions seldom change, which GitHub's lists tell, and each try costs several calls. */
    private static final Duration FORBIDDEN_AGAIN = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(ReportSender.class);

    private final ReportOutbox outbox;
    private final Function<ReportKey, Optional<RiskReport>> contents;
    private final ReportDoor door;
    private final InstantSource clock;
    private final RandomGenerator random;
    /** Until when the forge wants us to wait, also with what comes meanwhile. */
    private volatile Instant limited = Instant.MIN;

    private final RefusalMemory refusals;
    private final Consumer<Duration> reported;

    /**
     * @param contents what is to be told; empty: nothing
     * @param reported told how long the first telling of a commit took from the receipt of its delivery
     */
    public ReportSender(
            ReportOutbox outbox,
            Function<ReportKey, Optional<RiskReport>> contents,
            ReportDoor door,
            RefusalMemory refusals,
            Consumer<Duration> reported,
            InstantSource clock,
            RandomGenerator random) {
        this.outbox = outbox;
        this.contents = contents;
        this.door = door;
        this.refusals = refusals;
        this.reported = reported;
        this.clock = clock;
        this.random = random;
    }

    /** Until nothing is due, the forge's limits are near, or the thread is interrupted. */
    public void run() {
        while (!Thread.currentThread().isInterrupted()
                && !limited.isAfter(clock.instant())
                && outbox.calls(Duration.ofMinutes(1)) < A_MINUTE
                && outbox.calls(Duration.ofHours(1)) < AN_HOUR) {
            Optional<DueReport> due = outbox.claim(LEASE);
            if (due.isEmpty()) {
                return;
            }
            try (DeliveryScope scope = DeliveryScope.of(due.get().causedBy())) {
                tell(due.get());
            }
        }
    }

    private void tell(DueReport due) {
        Instant until = forbidden(due).orElse(Instant.MIN);
        if (until.isAfter(clock.instant())) {
            outbox.postpone(due, "not allowed there", Duration.between(clock.instant(), until));
            return;
        }
        try {
            Optional<RiskReport> report = contents.apply(due.key());
            if (report.isEmpty() || report.get().sha256().equals(due.toldSha256())) {
                outbox.nothingNew(due);
            } else if (outbox.calling(due)) {
                long id = door.tell(due, report.get());
                outbox.told(due, id, report.get().sha256()).ifPresent(reported);
                refusals.allowed(due.key().repository(), topic(due));
                LOG.info(
                        "{}: {} is told as {} {}",
                        name(due),
                        due.key().sha(),
                        due.key().kind(),
                        id);
            }
        } catch (ForgeLimitException e) {
            Duration wait = e.until()
                    .map(it -> Duration.between(clock.instant(), it))
                    .filter(it -> it.compareTo(Duration.ZERO) > 0)
                    .orElse(UNSAID);
            Duration rest = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            limited = clock.instant().plus(rest);
            outbox.postponeAll(due, message(e), rest);
        } catch (ForgeForbiddenException e) {
            Duration wait = forbidden(due).isPresent() ? FORBIDDEN_AGAIN : FORBIDDEN;
            LOG.warn(
                    "{}: no score is told as {} for {} min: {}",
                    name(due),
                    due.key().kind(),
                    wait.toMinutes(),
                    message(e));
            refusals.refused(due.key().repository(), topic(due), clock.instant().plus(wait));
            outbox.postpone(due, message(e), wait);
        } catch (ForgeRejectedException e) {
            failed(due, message(e), Patience.MOST_ATTEMPTS);
        } catch (ForgeException e) {
            // An outage ends, however long it lasts.
            failed(due, message(e), Integer.MAX_VALUE);
        } catch (RuntimeException e) {
            LOG.error("{}: telling of {} failed", name(due), due.key().sha(), e);
            failed(due, message(e), Patience.MOST_ATTEMPTS);
        }
    }

    private void failed(DueReport due, String reason, int mostAttempts) {
        if (Thread.interrupted()) {
            // RootOps is being stopped, and that is no failure. Whether the forge took it is seen by whoever is next.
            outbox.handBack(due);
            Thread.currentThread().interrupt();
            return;
        }
        int failures = due.attempts() + 1;
        if (failures >= mostAttempts) {
            LOG.warn(
                    "{}: {} is not told, after {} attempts: {}",
                    name(due),
                    due.key().sha(),
                    failures,
                    reason);
            outbox.setAside(due, reason);
        } else {
            if (failures == Patience.MOST_ATTEMPTS) {
                LOG.warn(
                        "{}: {} is not told yet, tried hourly: {}",
                        name(due),
                        due.key().sha(),
                        reason);
            } else {
                LOG.debug("{}: {} is not told yet: {}", name(due), due.key().sha(), reason);
            }
            outbox.failed(due, reason, Patience.after(failures, random));
        }
    }

    private Optional<Instant> forbidden(DueReport due) {
        return refusals.until(due.key().repository(), topic(due));
    }

    private static String topic(DueReport due) {
        return due.key().kind().name().toLowerCase(Locale.ROOT);
    }

    private static String name(DueReport due) {
        return due.repository().name();
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
