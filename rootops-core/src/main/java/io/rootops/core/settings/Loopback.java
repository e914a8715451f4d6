package io.rootops.core.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as people write them. Names are never looked up: a name could point anywhere tomorrow. */
public final class Loopback {
    /** Strict, since what Java does not take for a number it looks up. */
    private static final Pattern LITERAL =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Loopback() {}

    /** Whether only this machine can reach it. */
    public static boolean is(String host) {
        return host.equalsIgnoreCase("localhost")
                || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** The address that a text is, in brackets or not; empty for a name and for what is neither. */
    public static Optional<InetAddress> address(String text) {
        String bare = text.replaceAll("^\\[|]$", "");
        try {
            return LITERAL.matcher(bare).matches() ? Optional.of(InetAddress.getByName(bare)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
