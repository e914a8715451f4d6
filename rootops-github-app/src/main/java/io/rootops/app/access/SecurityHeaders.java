package io.rootops.app.access;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** On every answer what keeps browsers from doing harm with it; pages put their own policy in place of the strict one. */
final class SecurityHeaders extends Handler.Wrapper {
    SecurityHeaders(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        put(response.getHeaders());
        return super.handle(request, response, callback);
    }

    private static void put(HttpFields.Mutable headers) {
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    /** Jetty's own answers to what is no request begin with no headers at all. */
    static final class Errors extends ErrorHandler {
        Errors() {
            setShowCauses(false);
            setShowStacks(false);
            setShowOrigin(false);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            put(response.getHeaders());
            return super.handle(request, response, callback);
        }

        /** What the parser refuses never becomes a request. */
        @Override
        public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable headers) {
            put(headers);
            return super.badMessageError(status, reason, headers);
        }
    }
}
