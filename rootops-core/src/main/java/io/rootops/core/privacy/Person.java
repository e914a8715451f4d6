package io.rootops.core.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom to forget.
 *
 * @param name null: not told
 * @param addresses at least one
 * @param logins on forges
 */
public record Person(@Nullable String name, List<String> addresses, List<String> logins) {
    private static final Pattern WRITTEN = Pattern.compile("([^<>]*)<([^\\s<>]+@[^\\s<>]+)>|([^\\s<>]+@[^\\s<>]+)");

    public Person {
        addresses = List.copyOf(addresses);
        logins = List.copyOf(logins);
    }

    /**
     * As in a commit: {@code Name <address>}, or an address alone.
     *
     * @throws IllegalArgumentException in a sentence, when it is something else
     */
    public static Person parse(String written, List<String> otherAddresses, List<String> logins) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + written + "': expected 'Name <mail@example.org>', or the address alone");
        }
        String name = matcher.group(1) == null || matcher.group(1).isBlank()
                ? null
                : matcher.group(1).strip();
        List<String> addresses = new ArrayList<>();
        addresses.add(matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        addresses.addAll(otherAddresses);
        for (String login : logins) {
            addresses.add(login + "@users.noreply.github.com"); // what GitHub writes for who hides their address
        }
        return new Person(name, addresses.stream().distinct().toList(), logins);
    }
}
