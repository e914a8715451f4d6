package io.rootops.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.rootops.client.ClientSettings;
import io.rootops.client.RootOpsClient;
import java.net.http.HttpClient;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Which RootOps this Jenkins asks, as whom. Only administrators set it: a job that could name a server of its own could have
 * Jenkins call any. What is not set here comes from ROOTOPS_URL and ROOTOPS_TOKEN in Jenkins' environment.
 */
@Extension
@Symbol("rootOps")
public class RootOpsConfiguration extends GlobalConfiguration {

    private @Nullable String url;
    private @Nullable Secret token;
    private int connectTimeoutSeconds = Connection.CONNECT_SECONDS;
    private int callTimeoutSeconds = Connection.CALL_SECONDS;

    private transient @Nullable ClientSettings settings;
    private transient @Nullable RootOpsClient client;

    /** As it was saved. */
    @SuppressWarnings("this-escape") // Jenkins' own manner: a configuration loads itself
    public RootOpsConfiguration() {
        load();
    }

    /** The one of this Jenkins. */
    public static RootOpsConfiguration get() {
        return ExtensionList.lookupSingleton(RootOpsConfiguration.class);
    }

    /**
     * The client for what is set now; empty: no URL is set, and nothing is asked.
     *
     * @throws IllegalArgumentException where the URL or the token cannot be used
     */
    synchronized Optional<RootOpsClient> client() {
        ClientSettings now = connection().settings().orElse(null);
        if (now == null) {
            return Optional.empty();
        }
        if (client == null || !now.equals(settings)) {
            settings = now;
            client = new RootOpsClient(now, http());
        }
        return Optional.of(client);
    }

    private Connection connection() {
        String plain = token == null ? null : token.getPlainText();
        return new Connection(url, plain, connectTimeoutSeconds, callTimeoutSeconds).orElse(System::getenv);
    }

    /** With the proxy of this Jenkins. */
    HttpClient.Builder http() {
        return ProxyConfiguration.newHttpClientBuilder();
    }

    public @Nullable String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(@Nullable String url) {
        this.url = BuildCommits.blankToNull(url);
        save();
    }

    public @Nullable Secret getToken() {
        return token;
    }

    @DataBoundSetter
    public void setToken(@Nullable Secret token) {
        this.token = token;
        save();
    }

    public int getConnectTimeoutSeconds() {
        return connectTimeoutSeconds;
    }

    @DataBoundSetter
    public void setConnectTimeoutSeconds(int connectTimeoutSeconds) {
        this.connectTimeoutSeconds = Connection.seconds("connectTimeoutSeconds", connectTimeoutSeconds);
        save();
    }

    public int getCallTimeoutSeconds() {
        return callTimeoutSeconds;
    }

    @DataBoundSetter
    public void setCallTimeoutSeconds(int callTimeoutSeconds) {
        this.callTimeoutSeconds = Connection.seconds("callTimeoutSeconds", callTimeoutSeconds);
        save();
    }

    /** The button "Test connection": with what stands in the form, saved or not. */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter("url") String url,
            @QueryParameter("token") String token,
            @QueryParameter("connectTimeoutSeconds") String connectTimeoutSeconds,
            @QueryParameter("callTimeoutSeconds") String callTimeoutSeconds) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ConnectionCheck.Result result = ConnectionCheck.of(
                url, Secret.fromString(token).getPlainText(), connectTimeoutSeconds, callTimeoutSeconds, http());
        return switch (result.kind()) {
            case OK -> FormValidation.ok(result.text());
            case WARNING -> FormValidation.warning(result.text());
            case ERROR -> FormValidation.error(result.text());
        };
    }
}
