package io.heatlens.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.heatlens.vit.checkpoint.Golden;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Archives of models, whole, damaged and hostile.
 */
class ArchiveTests {

	@AutoClose
	private final HubServer server = new HubServer();

	private final Map<String, byte[]> model = new TreeMap<>(
			new HubServer().with(Golden.MODELS.resolve("hf-vit")).files);

	@TempDir
	private Path store;

	private String serve(String name, byte[] archive) {
		this.server.files.put(name, archive);
		return this.server.storage(name) + "#sha256=" + HubServer.hash("SHA-256", archive);
	}

	private void fetch(String source) {
		new Fetches(this.store, this.server).fetch("vit", source);
	}

	private void assertArrived() {
		this.model
			.forEach((name, content) -> assertThat(this.store.resolve("vit").resolve(name)).hasBinaryContent(content));
		assertThat(this.store.resolve("vit").toFile().list()).hasSize(1 + this.model.size());
	}

	private void assertFails(String source, String reason) {
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> fetch(source))
			.withMessageStartingWith("Model \"vit\" cannot be fetched from ")
			.withMessageContaining(reason)
			.withMessageNotContaining("\n");
		assertThat(this.store.resolve("vit")).doesNotExist();
	}

	private static byte[] archive(String name, Map<String, byte[]> files) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ArchiveOutputStream<? extends ArchiveEntry> out = open(name, bytes)) {
			for (var file : files.entrySet()) {
				put(out, file.getKey(), file.getValue());
			}
		}
		return bytes.toByteArray();
	}

	private static ArchiveOutputStream<? extends ArchiveEntry> open(String name, OutputStream out) throws IOException {
		return name.endsWith(".zip") ? new ZipArchiveOutputStream(out)
				: new TarArchiveOutputStream(new GzipCompressorOutputStream(out));
	}

	private static void put(ArchiveOutputStream<? extends ArchiveEntry> out, String name, byte[] content)
			throws IOException {
		if (out instanceof ZipArchiveOutputStream zip) {
			zip.putArchiveEntry(new ZipArchiveEntry(name));
		}
		else if (out instanceof TarArchiveOutputStream tar) {
			TarArchiveEntry entry = new TarArchiveEntry(name, true);
			entry.setSize(content.length);
			tar.putArchiveEntry(entry);
		}
		out.write(content);
		out.closeArchiveEntry();
	}

	private Map<String, byte[]> in(String folder) {
		Map<String, byte[]> files = new TreeMap<>();
		this.model.forEach((name, content) -> files.put(folder + name, content));
		return files;
	}

	@ParameterizedTest
	@CsvSource({ "m.zip, ''", "m.zip, models/vit-1.0/", "m.tar.gz, ./", "m.tgz, vit/" })
	void modelIsFoundInAnyFolderOfTheArchive(String name, String folder) throws IOException {
		Map<String, byte[]> files = in(folder);
		files.put(folder + "README.md", new byte[1]);
		files.put("__MACOSX/._model.safetensors", new byte[1]);
		fetch(serve(name, archive(name, files)));
		assertArrived();
	}

	@ParameterizedTest
	@ValueSource(strings = { "m.zip", "m.tgz" })
	void filesOfOtherFoldersThatNeedNotBelongToTheModelAreLeft(String name) throws IOException {
		this.model.put("labels.txt", new byte[2]);
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("data/notes.pt", new byte[1]);
		files.put("vit/openvino/openvino_model.bin", new byte[1]);
		files.putAll(in("vit/"));
		files.put("vit/results/labels.txt", new byte[1]);
		fetch(serve(name, archive(name, files)));
		assertArrived();
	}

	@Test
	void twoFilesOfOneNameBeforeTheModelAreRefused() throws IOException {
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("a/best.pt", new byte[1]);
		files.put("b/best.pt", new byte[1]);
		assertFails(serve("m.zip", archive("m.zip", files)),
				"the archive has more than one best.pt: in \"a/\" and in \"b/\"");
	}

	@Test
	void brokenDownloadIsContinued() throws IOException {
		String source = serve("m.zip", archive("m.zip", this.model));
		this.server.fail("m.zip", Fault.cutAfter(100_000));
		fetch(source);
		assertArrived();
		assertThat(this.server.requests).extracting(RecordedRequest::range).containsExactly(null, "bytes=100000-");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 10 })
	void partThatIsCompleteOrTooLongIsNotContinued(int more) throws IOException {
		byte[] archive = archive("m.zip", this.model);
		Path incoming = Files.createDirectories(this.store.resolve(".vit.incoming"));
		Files.write(incoming.resolve("m.zip.%s.part".formatted(HubServer.hash("SHA-256", archive))),
				Arrays.copyOf(archive, archive.length + more));
		fetch(serve("m.zip", archive));
		assertArrived();
		assertThat(this.server.requests()).isEqualTo((more == 0) ? 1 : 2);
	}

	@Test
	void signatureOfTheAddressMayChange() throws IOException {
		String source = serve("m.zip", archive("m.zip", this.model));
		fetch(source.replace("#", "?signature=secret1#"));
		fetch(source.replace("#", "?signature=secret2#"));
		assertThat(this.server.requests()).isEqualTo(1);
		assertThat(this.store.resolve("vit/.heatlens-source.json")).content().doesNotContain("secret");
	}

	@Test
	void contentWithAnotherDigestIsRefused() throws IOException {
		String source = serve("m.zip", archive("m.zip", this.model));
		this.server.files.put("m.zip", archive("m.zip", in("other/")));
		assertFails(source, "m.zip was deleted, because its digest is not sha256:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../", "/", "a/../../" })
	void entryOutsideTheFolderIsRefused(String folder) throws IOException {
		for (String name : new String[] { "m.zip", "m.tar.gz" }) {
			assertFails(serve(name, archive(name, in(folder))), "leads out of it");
		}
	}

	@Test
	void linkIsRefused() throws IOException {
		ByteArrayOutputStream tar = new ByteArrayOutputStream();
		try (TarArchiveOutputStream out = new TarArchiveOutputStream(new GzipCompressorOutputStream(tar))) {
			TarArchiveEntry link = new TarArchiveEntry("config.json", TarConstants.LF_SYMLINK);
			link.setLinkName("/etc/passwd");
			out.putArchiveEntry(link);
			out.closeArchiveEntry();
		}
		assertFails(serve("m.tgz", tar.toByteArray()), "config.json is a link");
		ByteArrayOutputStream zip = new ByteArrayOutputStream();
		try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
			ZipArchiveEntry link = new ZipArchiveEntry("config.json");
			link.setUnixMode(UnixStat.LINK_FLAG | 0777);
			out.putArchiveEntry(link);
			out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
			out.closeArchiveEntry();
		}
		assertFails(serve("m.zip", zip.toByteArray()), "config.json is a link");
	}

	@ParameterizedTest
	@ValueSource(strings = { "m.zip", "m.tgz" })
	@Tag("slow")
	void bombIsRefused(String name) throws IOException {
		this.model.put("model.safetensors", new byte[200_000_000]);
		assertFails(serve(name, archive(name, this.model)), "it unpacks to more than 100 times its size");
	}

	@ParameterizedTest
	@ValueSource(strings = { "m.zip", "m.tgz" })
	void damagedArchiveIsRefused(String name) throws IOException {
		byte[] archive = archive(name, this.model);
		assertFails(serve(name, Arrays.copyOf(archive, archive.length / 2)), "the archive is damaged");
		assertFails(serve(name, new byte[100]), "the archive is damaged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "config.json", "model.safetensors" })
	void archiveWithoutAModelIsRefused(String missing) throws IOException {
		this.model.remove(missing);
		assertFails(serve("m.zip", archive("m.zip", this.model)), "there is no " + missing);
	}

	@Test
	void archiveWithTwoModelsIsRefused() throws IOException {
		Map<String, byte[]> two = in("a/");
		two.putAll(in("b/"));
		assertFails(serve("m.zip", archive("m.zip", two)), "the archive has more than one model: \"a/\" and \"b/\"");
	}

	@Test
	void archiveMayBeALocalFile() throws IOException {
		Path file = Files.write(this.store.resolve("m.tar.gz"), archive("m.tar.gz", this.model));
		fetch("file:" + file);
		assertArrived();
	}

	@Test
	void missingArchiveIsNamed() {
		assertFails(this.server.storage("m.zip") + "#sha256=" + "0".repeat(64), "answered 404 for /m.zip");
	}

}
