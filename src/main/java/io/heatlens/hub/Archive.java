package io.heatlens.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * An archive of one model on a web server.
 *
 * @param uri the address of a .zip, .tar.gz or .tgz file
 * @param sha256 the SHA-256 of the archive, hexadecimal
 */
record Archive(URI uri, String sha256) implements ModelSource {

	// without the query: that of a signed address is secret and differs each time
	@Override
	public String id() {
		return "%s://%s%s#sha256=%s".formatted(this.uri.getScheme(), this.uri.getAuthority(), this.uri.getPath(),
				this.sha256);
	}

	@Override
	public @Nullable String currentVersion() {
		return null;
	}

	@Override
	public Fetched fetch(Path folder, Http http, Downloader downloader) throws IOException {
		String path = this.uri.getPath();
		String name = path.substring(path.lastIndexOf('/') + 1);
		Digest digest = new Digest(Digest.Kind.SHA256, this.sha256);
		downloader.download(List.of(new RemoteFile(name, this.uri, OptionalLong.empty(), digest)), folder);
		Unpacker.unpack(folder.resolve(name), folder);
		return new Fetched(digest.toString(), ModelFiles.of(folder));
	}

}
