package io.heatlens.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The caller whose requests are counted together.
 *
 * @param kind the kind of id: an API key, a token or a network address
 * @param id the name of the key, the subject of the token, or the network address
 */
record Caller(String kind, String id) {

	static Caller of(HttpServletRequest request) {
		Authentication known = SecurityContextHolder.getContext().getAuthentication();
		return (known != null && !(known instanceof AnonymousAuthenticationToken))
				? new Caller(known.getClass().getSimpleName(), known.getName())
				: new Caller("address", network(request.getRemoteAddr()));
	}

	// A client that has one IPv6 address usually has all 2^64 addresses of its network.
	private static String network(String address) {
		if (!address.matches("[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]*(%\\w+)?")) {
			return address;
		}
		try {
			byte[] bytes = InetAddress.getByName(address).getAddress();
			return (bytes.length == 16) ? HexFormat.of().formatHex(bytes, 0, 8) : address;
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
