package io.rootops.dashboard.view;

import io.rootops.core.change.Pause;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.installation.RepositoryStanding;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A repository, and how it stands.
 *
 * @param account that has installed the App on it; null: none
 * @param reason a sentence where it cannot be read or is followed no longer
 * @param lastPollAt when GitHub was last asked whether something is new
 * @param lastFetchAt when its code was last brought up to date
 */
public record StandingItem(
        String name,
        @Nullable String github,
        @Nullable String account,
        State state,
        @Nullable String reason,
        @Nullable Instant lastDeliveryAt,
        @Nullable Instant lastPollAt,
        @Nullable Instant lastFetchAt,
        String page) {

    /** How it stands. */
    public enum State {
        FOLLOWING,
        WAITING,
        READING,
        FAILING,
        SUSPENDED,
        NO_LONGER_FOLLOWED
    }

    static StandingItem of(RepositoryStanding it, Map<Long, KnownInstallation> installations) {
        TrackedRepository repository = it.repository();
        KnownInstallation installation = it.installationId() == null ? null : installations.get(it.installationId());
        Pause pause = repository.pause();
        State state = state(it);
        return new StandingItem(
                repository.name(),
                Links.browsable(repository.webUrl()) ? repository.webUrl() : null,
                installation == null ? null : installation.installation().account(),
                state,
                pause != null ? PauseText.of(pause) : state == State.FAILING ? repository.problem() : null,
                it.deliveredAt(),
                it.listed() && installation != null ? installation.polledAt() : it.fetchedAt(),
                it.fetchedAt(),
                Links.overview(repository.name()));
    }

    private static State state(RepositoryStanding it) {
        Pause pause = it.repository().pause();
        if (pause != null) {
            return pause == Pause.SUSPENDED ? State.SUSPENDED : State.NO_LONGER_FOLLOWED;
        }
        return switch (it.repository().state()) {
            case FAILED -> State.FAILING;
            case CLONING, MINING -> State.READING;
            case WAITING -> State.WAITING;
            case READY -> it.owed() ? State.WAITING : State.FOLLOWING;
        };
    }

    /** For people. */
    public String stateWord() {
        return switch (state) {
            case WAITING -> "Waiting to be read";
            default -> Shown.word(state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }

    /** Name of the icon. */
    public String mark() {
        return switch (state) {
            case FOLLOWING -> "ok";
            case FAILING -> "fail";
            case SUSPENDED -> "warn";
            default -> "none";
        };
    }
}
