package io.rootops.app.github;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.Secret;
import io.rootops.core.settings.Settings;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What RootOps shows GitHub to be let in. */
public interface GitHubTokens {
    /**
     * For reading a repository.
     *
     * @param repository owner/name
     * @return null: nothing, as for public repositories
     * @throws ForgeException when there should be one and GitHub gives none
     */
    @Nullable
    Secret of(String repository) throws ForgeException;

    /** Who RootOps is to GitHub, for its sentences. */
    Identity identity();

    /** GITHUB_TOKEN for everything, or nothing. */
    static GitHubTokens fixed(@Nullable Secret token) {
        return new GitHubTokens() {
            @Override
            public @Nullable Secret of(String repository) {
                return token;
            }

            @Override
            public Identity identity() {
                return token == null ? Identity.ANYBODY : Identity.TOKEN;
            }
        };
    }

    /** To be called when GitHub has refused the token of a repository; whether another is to be had. */
    default boolean renew(String repository) {
        return false;
    }

    /** Those of the App; empty where RootOps is none. */
    default Optional<InstallationTokens> app() {
        return Optional.empty();
    }

    /** The App's where RootOps is one at the time, else GITHUB_TOKEN, else nothing. */
    static GitHubTokens of(Settings settings, AppIdentity identity, InstantSource clock) {
        GitHubAddress address = new GitHubAddress(settings.githubUrl(), settings.githubApiUrl());
        return new IdentityTokens(address, identity, fixed(settings.githubToken()), clock);
    }

    /** Who asks. */
    enum Identity {
        ANYBODY,
        TOKEN,
        APP
    }
}
