package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Whether a request comes from our own pages: a page of any other site can send forms here too. */
final class SameOrigin {
    private SameOrigin() {}

    /** @throws ProblemException unless it does, or a person sent it by hand */
    static void require(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean own = site != null
                ? site.equals("same-origin") || site.equals("none")
                : sameHost(sender(request), request.getHeader("Host"));
        if (!own) {
            throw ProblemException.otherSite(request.getRequestURI());
        }
    }

    /** What browsers without Sec-Fetch-Site tell. */
    private static @Nullable String sender(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null ? origin : request.getHeader("Referer");
    }

    private static boolean sameHost(@Nullable String sender, @Nullable String host) {
        if (sender == null || host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase(URI.create(sender).getRawAuthority());
        } catch (IllegalArgumentException e) {
            // What is no address is not ours.
            return false;
        }
    }
}
