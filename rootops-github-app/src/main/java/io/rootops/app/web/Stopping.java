package io.rootops.app.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/** When the server stops, lets requests under way come to their end, and refuses those that connections still bring. */
final class Stopping extends GracefulHandler {
    private static final String SECONDS = "5";

    Stopping(Handler handler) {
        super(handler);
    }

    @Override
    protected void handleShutdownRejection(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, SECONDS);
        super.handleShutdownRejection(request, response, callback);
    }
}
