package io.rootops.app.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers only to the names of this machine. Without it a page of a foreign site could have its own name resolve to
 * 127.0.0.1 and read everything here (DNS rebinding).
 */
public final class HostCheck extends Handler.Wrapper {
    private static final int MISDIRECTED_REQUEST = 421;
    /** Never a name: one of hexadecimal letters, such as bad.cc, would be looked up and could resolve to 127.0.0.1. */
    private static final Pattern ADDRESS =
            Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");

    private static final byte[] PROBLEM = ("""
            {"type":"about:blank","title":"Misdirected Request","status":421,\
            "detail":"The Host header names another machine; expected localhost or a loopback address. Open http://localhost instead."}
            """).getBytes(StandardCharsets.UTF_8);

    public HostCheck(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (local(Request.getServerName(request))) {
            return super.handle(request, response, callback);
        }
        response.setStatus(MISDIRECTED_REQUEST);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.write(true, ByteBuffer.wrap(PROBLEM), callback);
        return true;
    }

    private static boolean local(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return ADDRESS.matcher(host).matches()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
