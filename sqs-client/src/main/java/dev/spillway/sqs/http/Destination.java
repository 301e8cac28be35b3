/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A server and the way to it. Connections are shared by what has the same route. */
record Destination(HttpRoute route, Proxies.@Nullable Proxy proxy) {

    static Destination of(SdkHttpRequest request, Proxies proxies) {
        boolean tls = "https".equals(request.protocol());
        HttpHost target = new HttpHost(request.protocol(), request.host(), request.port());
        Proxies.Proxy proxy = proxies.to(request.host(), tls);
        return new Destination(
                proxy == null ? new HttpRoute(target, null, tls) : new HttpRoute(target, null, proxy.host(), tls),
                proxy);
    }

    boolean isFor(SdkHttpRequest request) {
        HttpHost target = route.getTargetHost();
        return target.getPort() == request.port()
                && target.getHostName().equals(request.host())
                && target.getSchemeName().equals(request.protocol());
    }

    /** Whether the proxy is asked for the resource, instead of for a connection to the server. */
    boolean asksProxy() {
        return proxy != null && !route.isTunnelled();
    }

    @Override
    public String toString() {
        String server = route.getTargetHost().toHostString();
        return proxy == null ? server : server + " (by " + proxy + ")";
    }
}
