package io.rootops.app.github;

import io.rootops.core.engine.BackendCheck;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says that this machine's clock is wrong, or GitHub's. */
public final class ClockCheck {
    private ClockCheck() {}

    /** @param ahead how far GitHub's clock is ahead of ours; negative: behind */
    public static BackendCheck of(GitHubAddress github, Duration ahead) {
        return new BackendCheck(
                "clock",
                BackendCheck.State.WARN,
                sentence(github, ahead) + ", and GitHub refuses what is signed with a wrong time",
                List.of(github.api().toString()),
                "set this machine's clock by NTP (timedatectl set-ntp true); until then RootOps signs by GitHub's",
                List.of());
    }

    /** Which clock is ahead, and by how much. */
    static String sentence(GitHubAddress github, Duration ahead) {
        return String.format(
                Locale.ENGLISH,
                "this machine's clock is %,d s %s that of %s",
                ahead.abs().toSeconds(),
                ahead.isNegative() ? "ahead of" : "behind",
                GitHubAddress.host(github.api()));
    }
}
