package io.heatlens.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Looks up the files of one repository of the hub.
 */
final class HubFiles {

	private final Http http;

	private final String repository;

	HubFiles(Http http, String repository) {
		this.http = http;
		this.repository = repository;
	}

	/**
	 * Resolves a revision to the commit that it stands for now.
	 * @param revision a branch, tag or commit
	 * @return the commit
	 * @throws SourceException if the repository cannot be read or has no such revision
	 */
	String commit(String revision) {
		Answer answer = ask(revision, ModelFiles.CONFIG);
		String code = answer.first("X-Error-Code").orElse("");
		if (answer.status() == 404 && !code.equals("EntryNotFound")) {
			throw new SourceException(missing(revision, code));
		}
		String commit = answer.first("X-Repo-Commit").orElseThrow(() -> noHub("X-Repo-Commit"));
		if (revision.matches("[0-9a-f]{40}") && !commit.equals(revision)) {
			throw new SourceException("the server has the commit %s instead".formatted(commit));
		}
		return commit;
	}

	private String missing(String revision, String code) {
		return switch (code) {
			case "RevisionNotFound" -> "the repository has no revision \"%s\"".formatted(revision);
			default -> "%s has no such repository".formatted(this.http.hub().endpoint());
		};
	}

	/**
	 * Looks up a file that must exist.
	 * @param commit the commit of the repository
	 * @param name the name of the file
	 * @return the file's address, size and digest
	 * @throws SourceException if the file does not exist or cannot be read
	 */
	RemoteFile get(String commit, String name) {
		RemoteFile file = find(commit, name);
		if (file == null) {
			throw new SourceException("the repository has no " + name);
		}
		return file;
	}

	/**
	 * Looks up a file that may exist.
	 * @param commit the commit of the repository
	 * @param name the name of the file
	 * @return the file's address, size and digest, or {@code null} if there is no such
	 * file
	 * @throws SourceException if the file cannot be read
	 */
	@Nullable RemoteFile find(String commit, String name) {
		Answer answer = ask(commit, name);
		if (answer.status() == 404) {
			return null;
		}
		long size = answer.first("X-Linked-Size", "Content-Length")
			.filter((value) -> value.matches("\\d{1,18}"))
			.map(Long::parseLong)
			.orElseThrow(() -> noHub("the size"));
		Digest digest = answer.first("X-Linked-Etag", "ETag")
			.flatMap(Digest::ofTag)
			.orElseThrow(() -> noHub("the digest"));
		return new RemoteFile(name, uri(commit, name), OptionalLong.of(size), digest);
	}

	// The redirect to a large file describes the file, the redirect to a renamed
	// repository does not.
	private Answer ask(String revision, String name) {
		HttpResponse<Void> response = this.http.head(uri(revision, name),
				(redirect) -> redirect.headers().firstValue("X-Linked-Etag").isPresent());
		int status = response.statusCode();
		if (status == 401 || status == 403) {
			throw new SourceException(denied(status));
		}
		if (status / 100 > 3 && status != 404) {
			throw Http.refused(response);
		}
		return new Answer(status, response.headers());
	}

	private String denied(int status) {
		String page = "%s/%s".formatted(this.http.hub().endpoint(), this.repository);
		return (this.http.hub().token() == null)
				? "access was denied (%d). Check the name. For a private repository, set HF_TOKEN to a token that may read it; for a gated one, also accept its licence on %s"
					.formatted(status, page)
				: "access was denied (%d). The token of HF_TOKEN should be valid and allowed to read the repository, and the licence of a gated repository should be accepted on %s"
					.formatted(status, page);
	}

	private SourceException noHub(String missing) {
		return new SourceException(
				"%s does not answer as the Hugging Face Hub does: %s is missing. HF_ENDPOINT should be the hub or a mirror of it"
					.formatted(this.http.hub().endpoint(), missing));
	}

	private URI uri(String revision, String name) {
		return URI.create("%s/%s/resolve/%s/%s".formatted(this.http.hub().endpoint(), this.repository,
				URLEncoder.encode(revision, StandardCharsets.UTF_8), name));
	}

	/**
	 * What the hub answers about a file.
	 *
	 * @param status the status: 200, a redirect or 404
	 * @param headers the headers of the response
	 */
	private record Answer(int status, HttpHeaders headers) {

		private Optional<String> first(String... names) {
			return Stream.of(names).flatMap((name) -> this.headers.firstValue(name).stream()).findFirst();
		}

	}

}
