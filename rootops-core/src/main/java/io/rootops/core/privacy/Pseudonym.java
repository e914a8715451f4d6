package io.rootops.core.privacy;

import java.util.Locale;

/** The form of what stands in the place of a person: one name for all that they are, and addresses that begin with it. */
public final class Pseudonym {
    /** Reserved by RFC 2606: no mail ever goes there. */
    private static final String DOMAIN = "@forgotten.invalid";

    private Pseudonym() {}

    /** @param random in hexadecimal */
    public static String of(String random) {
        return "forgotten-" + random;
    }

    /**
     * In the place of an address.
     *
     * @param number from 1, another one for each address of the person
     */
    public static String address(String pseudonym, int number) {
        return pseudonym + "-" + number + DOMAIN;
    }

    /** Whether the address is that of somebody who was forgotten: nobody can be asked there. */
    public static boolean isAddress(String address) {
        return address.toLowerCase(Locale.ROOT).endsWith(DOMAIN);
    }

    /** Of one's addresses; a pseudonym itself stays as it is. */
    public static String nameBeside(String address) {
        return address.replaceFirst("-[0-9]+@.*$", "");
    }
}
