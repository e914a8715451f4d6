package io.rootops.app.github;

import io.rootops.app.github.AppApi.InstallationToken;
import io.rootops.core.forge.DeliveryLog;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The App's tokens: one for each account where it is installed, renewed before it ends. A repository of any other account
 * is asked for with GITHUB_TOKEN, or as anybody. Thread-safe without a lock: who would wait for another's call to GitHub
 * asks itself, which does no harm.
 */
public final class InstallationTokens implements GitHubTokens {
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);
    /** So old the list of installations may be: who installs the App again has another installation. */
    private static final Duration LIST_LASTS = Duration.ofMinutes(1);

    private final AppApi api;
    private final GitHubTokens others;
    private final InstantSource clock;
    private final Map<Long, InstallationToken> tokens = new ConcurrentHashMap<>();
    private volatile List<AppInstallation> installations = List.of();
    private volatile Instant listed = Instant.MIN;

    /** @param others for accounts without the App */
    public InstallationTokens(AppApi api, GitHubTokens others, InstantSource clock) {
        this.api = api;
        this.others = others;
        this.clock = clock;
    }

    @Override
    public @Nullable Secret of(String repository) throws ForgeException {
        AppInstallation installation = installation(account(repository));
        return installation == null || installation.suspendedAt() != null
                ? others.of(repository)
                : token(installation.id());
    }

    @Override
    public boolean renew(String repository) {
        AppInstallation known = named(account(repository));
        return known != null && tokens.remove(known.id()) != null;
    }

    @Override
    public Identity identity() {
        return Identity.APP;
    }

    @Override
    public Optional<InstallationTokens> app() {
        return Optional.of(this);
    }

    /** The installation on the account of a repository, unless it is suspended. */
    public Optional<AppInstallation> covering(String repository) throws ForgeException {
        return Optional.ofNullable(installation(account(repository))).filter(it -> it.suspendedAt() == null);
    }

    /** How far GitHub's clock is ahead of ours, as far as is known. */
    public Duration clockAhead() {
        return api.clockAhead();
    }

    /** What GitHub remembers of the App's webhooks. */
    public DeliveryLog deliveryLog() {
        return new AppDeliveryLog(api);
    }

    /** The App's number, also where it is known by its client ID. */
    public long appNumber() throws ForgeException {
        return api.number();
    }

    /** The token of an installation; the same one until it is about to end. */
    public Secret token(long installation) throws ForgeException {
        InstallationToken known = tokens.get(installation);
        Instant soon = api.signingTime().plus(BEFORE_ITS_END);
        if (known == null || !known.expires().isAfter(soon)) {
            known = api.token(installation);
            tokens.put(installation, known);
        }
        return known.token();
    }

    /** To be asked for anew: GitHub has refused it, or an event tells that the installation has changed. */
    public void forget(long installation) {
        tokens.remove(installation);
        installations =
                installations.stream().filter(it -> it.id() != installation).toList();
        listed = Instant.MIN;
    }

    /** Where the App is installed, as far as is known; asked for again where that is a minute old. */
    public List<AppInstallation> installations() throws ForgeException {
        if (listed.isBefore(clock.instant().minus(LIST_LASTS))) {
            return installationsNow();
        }
        return installations;
    }

    /** The same, asked for just now; from now on these are known. */
    public List<AppInstallation> installationsNow() throws ForgeException {
        List<AppInstallation> now = List.copyOf(api.installations());
        // A token keeps the permissions that there were when it was made.
        installations.stream()
                .filter(before -> now.stream()
                        .noneMatch(
                                it -> it.id() == before.id() && it.permissions().equals(before.permissions())))
                .forEach(it -> tokens.remove(it.id()));
        installations = now;
        listed = clock.instant();
        return now;
    }

    private static String account(String repository) {
        int slash = repository.indexOf('/');
        return slash < 0 ? repository : repository.substring(0, slash);
    }

    private @Nullable AppInstallation installation(String account) throws ForgeException {
        installations();
        return named(account);
    }

    private @Nullable AppInstallation named(String account) {
        String login = account.toLowerCase(Locale.ROOT);
        return installations.stream()
                .filter(it -> it.account().toLowerCase(Locale.ROOT).equals(login))
                .findFirst()
                .orElse(null);
    }
}
