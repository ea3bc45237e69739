package io.heatlens.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Selects the proxy by the usual settings: those of the JVM ({@code -Dhttps.proxyHost})
 * or else those of the environment ({@code HTTPS_PROXY}, {@code HTTP_PROXY},
 * {@code ALL_PROXY}, {@code NO_PROXY}).
 */
final class Proxies extends ProxySelector {

	private final Function<String, @Nullable String> environment;

	/**
	 * Creates a selector that reads the settings whenever they are needed.
	 * @param environment returns the value of a variable by its name in lower case, even
	 * if the variable is set in upper case, or {@code null} if it is not set
	 */
	Proxies(Function<String, @Nullable String> environment) {
		this.environment = environment;
		// Otherwise the JDK does not send the password of a proxy when it opens a tunnel.
		String property = "jdk.http.auth.tunneling.disabledSchemes";
		System.setProperty(property, System.getProperty(property, ""));
	}

	@Override
	public List<Proxy> select(URI uri) {
		ProxySelector ofTheJvm = ProxySelector.getDefault();
		if (System.getProperty(uri.getScheme() + ".proxyHost") != null && ofTheJvm != null) {
			return ofTheJvm.select(uri);
		}
		return List.of(proxy(uri).map((proxy) -> new Proxy(Proxy.Type.HTTP,
				// HttpClient resolves the host when it connects.
				InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))))
			.orElse(Proxy.NO_PROXY));
	}

	/**
	 * Creates the value of the {@code Proxy-Authorization} header.
	 * @param uri the address of the request
	 * @return the value, or empty if the request uses no proxy, a proxy of the JVM's
	 * settings or a proxy without a user
	 */
	Optional<String> authorization(URI uri) {
		if (System.getProperty(uri.getScheme() + ".proxyHost") != null) {
			return Optional.empty();
		}
		return proxy(uri).map(URI::getRawUserInfo)
			.map((user) -> URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8))
			.map((user) -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
	}

	private Optional<URI> proxy(URI uri) {
		if (exempt(uri)) {
			return Optional.empty();
		}
		return Stream.of(uri.getScheme() + "_proxy", "all_proxy")
			.map((name) -> Optional.ofNullable(this.environment.apply(name)).orElse("").strip())
			.filter((value) -> !value.isEmpty())
			.findFirst()
			.map(Proxies::parse);
	}

	private boolean exempt(URI uri) {
		String host = uri.getHost().toLowerCase(Locale.ROOT);
		if (host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.")) {
			return true;
		}
		String exceptions = Optional.ofNullable(this.environment.apply("no_proxy")).orElse("");
		return Stream.of(exceptions.toLowerCase(Locale.ROOT).split("[,\\s]+"))
			.map((entry) -> entry.replaceFirst("^\\*?\\.", ""))
			.anyMatch((entry) -> entry.equals("*") || matches(entry, host) || matches(entry, host + ":" + port(uri)));
	}

	private static boolean matches(String entry, String host) {
		return !entry.isEmpty() && (host.equals(entry) || host.endsWith("." + entry));
	}

	private static URI parse(String value) {
		try {
			URI uri = URI.create(value.contains("://") ? value : "http://" + value);
			if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// refused below
		}
		throw new SourceException("The proxy \"%s\" cannot be used: expected http://HOST:PORT"
			.formatted(value.replaceAll("//.*@", "//...@")));
	}

	private static int port(URI uri) {
		if (uri.getPort() >= 0) {
			return uri.getPort();
		}
		return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
	}

	@Override
	public void connectFailed(URI uri, SocketAddress address, IOException cause) {
		// HttpClient reports the failure.
	}

}
