package io.rootops.app.access;

import io.rootops.core.settings.Loopback;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, for counting only: nothing is opened by it. A proxy on this machine or in the private
 * network is believed about who stands behind it; another network's is counted itself.
 */
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;
    private static final int UNIQUE_LOCAL = 0xFC;

    private ClientAddress() {}

    static String of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
    }

    /**
     * @param peer the other end of the connection
     * @param forwardedFor the header X-Forwarded-For; null: there is none
     * @return the same for the same client; not necessarily an address
     */
    public static String of(String peer, @Nullable String forwardedFor) {
        Optional<InetAddress> address = Loopback.address(peer);
        return address.filter(ClientAddress::near)
                .flatMap(it -> forwarded(forwardedFor))
                .or(() -> address)
                .map(ClientAddress::key)
                .orElse(peer);
    }

    /** The last is what the nearest proxy saw; those before it anybody may have written. */
    private static Optional<InetAddress> forwarded(@Nullable String header) {
        return header == null
                ? Optional.empty()
                : Loopback.address(header.substring(header.lastIndexOf(',') + 1).strip());
    }

    private static boolean near(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == UNIQUE_LOCAL;
    }

    /** Of version 6 the network: whoever has one has all addresses in it. */
    private static String key(InetAddress address) {
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }
}
