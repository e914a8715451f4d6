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
 * @param addresses at least one, none with a name beside it
 * @param logins on forges, without a leading {@code @}
 */
public record Person(@Nullable String name, List<String> addresses, List<String> logins) {
    private static final Pattern WRITTEN = Pattern.compile("([^<>]*)<([^\\s<>]+@[^\\s<>]+)>|([^\\s<>]+@[^\\s<>]+)");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>]+@[^\\s<>]+");
    private static final Pattern LOGIN = Pattern.compile("@?([A-Za-z0-9][A-Za-z0-9_-]*)");

    public Person {
        addresses = List.copyOf(addresses);
        logins = List.copyOf(logins);
    }

    /**
     * As in a commit: {@code Name <address>}, or an address alone.
     *
     * @param logins as people write them, also {@code @ana-l}
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
        otherAddresses.forEach(it -> addresses.add(address(it)));
        List<String> accounts = logins.stream().map(Person::login).distinct().toList();
        for (String login : accounts) {
            addresses.add(login + "@users.noreply.github.com"); // what GitHub writes for who hides their address
        }
        return new Person(name, addresses.stream().distinct().toList(), accounts);
    }

    /** A name beside it would pass for a part of it, and nothing would be found. */
    private static String address(String written) {
        String address = written.strip();
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("--address '" + written + "': expected an address alone, such as"
                    + " mail@example.org; a name goes into PERSON");
        }
        return address;
    }

    private static String login(String written) {
        Matcher matcher = LOGIN.matcher(written.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--login '" + written
                    + "': expected the name of an account, such as ana-l: letters, digits and hyphens");
        }
        return matcher.group(1);
    }
}
