package io.rootops.core.history;

import io.rootops.core.change.Author;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells who wrote a commit: one identity for a person's names and addresses, and machines marked. Not thread-safe. */
final class Identities {
    private static final Pattern NOREPLY = Pattern.compile("(?:\\d+\\+)?([^@+]+)@users\\.noreply\\.github\\.com");
    /** Characters; a longer one is no address, and no database could look it up. */
    private static final int LONGEST_EMAIL = 320;

    private static final Set<String> BOTS = Set.of(
            "dependabot",
            "dependabot-preview",
            "dependabot-support",
            "renovate",
            "renovate bot",
            "github-actions",
            "github actions",
            "github action",
            "greenkeeper",
            "greenkeeperio",
            "pyup",
            "snyk",
            "codecov",
            "allcontributors",
            "pre-commit-ci",
            "mergify",
            "weblate",
            "imgbot",
            "jenkins",
            "jenkins-x",
            "travis ci",
            "scala steward");

    private final Mailmap mailmap;
    private final UnaryOperator<Author> shown;
    private final Map<Mailmap.Person, Author> cache = new HashMap<>();

    Identities(Mailmap mailmap) {
        this(mailmap, UnaryOperator.identity());
    }

    /** @param shown who a person is to be in the memory */
    Identities(Mailmap mailmap, UnaryOperator<Author> shown) {
        this.mailmap = mailmap;
        this.shown = shown;
    }

    Author author(String name, String email) {
        return cache.computeIfAbsent(new Mailmap.Person(name, email), this::resolve);
    }

    private Author resolve(Mailmap.Person written) {
        Mailmap.Person person = mailmap.resolve(written.name(), written.email());
        String email = person.email().toLowerCase(Locale.ROOT);
        Matcher noreply = NOREPLY.matcher(email);
        if (noreply.matches()) {
            email = noreply.group(1) + "@users.noreply.github.com";
        }
        if (email.length() > LONGEST_EMAIL) {
            email = email.substring(0, LONGEST_EMAIL);
        }
        return shown.apply(new Author(email, person.name(), bot(person.name().toLowerCase(Locale.ROOT), email)));
    }

    private static boolean bot(String name, String email) {
        String account = email.substring(0, Math.max(0, email.indexOf('@')));
        return name.contains("[bot]")
                || email.contains("[bot]")
                || name.endsWith("-bot")
                || account.endsWith("-bot")
                || BOTS.contains(name)
                || BOTS.contains(account);
    }
}
