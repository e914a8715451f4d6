package io.rootops.app.web;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** On the port that webhooks have for themselves nothing else is answered, so that it may be open to the world. */
final class OwnPort extends Handler.Wrapper {
    private static final String WEBHOOKS = "/webhooks/";

    private final @Nullable Connector webhooks;

    OwnPort(Handler handler, @Nullable Connector webhooks) {
        super(handler);
        this.webhooks = webhooks;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = String.valueOf(request.getHttpURI().getCanonicalPath());
        if (request.getConnectionMetaData().getConnector() == webhooks && !path.startsWith(WEBHOOKS)) {
            response.setStatus(HttpStatus.NOT_FOUND_404);
            callback.succeeded();
            return true;
        }
        return super.handle(request, response, callback);
    }
}
