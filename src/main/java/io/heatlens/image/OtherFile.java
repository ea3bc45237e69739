package io.heatlens.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Kinds of files that are sent although they cannot be decoded. Each has the beginning of
 * its files, its name, and what to do instead. The first kind that matches counts.
 */
enum OtherFile {

	DICOM("(?:.{128})?DICM", "DICOM", Advice.WINDOW),
	// Without the preamble a file begins with an element of group 2 or 8, either with the
	// letters of its type or with its length.
	DICOM_ALONE("[\002\b]\0[\0-\377]\0(?:(?:AE|CS|DA|DT|LO|LT|OB|PN|SH|ST|TM|UI|UL|US)|[\0-@]\0\0\0)",
			"DICOM without its preamble", Advice.WINDOW),
	NIFTI(".{344}(?:n\\+1|ni1)\0|.{4}n[+i]2\0", "NIfTI", Advice.WINDOW),
	BIG_TIFF("II\\+\0|MM\0\\+", "BigTIFF", "Save it as a TIFF file without BigTIFF, or convert it to PNG."),
	JPEG_2000("\0\0\0\fjP {2}|\u00ffO\u00ffQ", "JPEG 2000", Advice.PNG),
	JPEG_XL("\u00ff\n|\0\0\0\fJXL ", "JPEG XL", Advice.PNG), JPEG_XR("II\u00bc", "JPEG XR", Advice.PNG),
	AVIF(".{4}ftyp(?:avi[fs]|(?:.{4}){2,8}?avi[fs])", "AVIF", Advice.PNG),
	CR3(".{4}ftypcrx ", "a raw photo of a camera (CR3)", Advice.RAW),
	HEIC(".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", "HEIC", "Convert it to JPEG or PNG."),
	VIDEO(".{4}ftyp|\032E\u00df\u00a3|RIFF.{4}AVI |\0\0\1[\u00b3\u00ba]|FLV\1|.{4}moov|.{4}mdat", "a video",
			"Send one of its frames as a JPEG or PNG file."),
	RAW("II\\*\0.{4}CR|FUJIFILMCCD-RAW|IIU\0|II(?:RO|RS)|MMOR|\0MRM", "a raw photo of a camera", Advice.RAW),
	PDF("\\s{0,16}%PDF", "PDF", "Export the page or the picture as a PNG file."),
	POSTSCRIPT("%!PS|\u00c5\u00d0\u00d3\u00c6", "PostScript", "Export the page or the picture as a PNG file."),
	GZIP("\037\u008b", "gzip", Advice.UNPACK), ZIP("PK(?:\3\4|\5\6)", "a zip archive", Advice.UNPACK),
	ARCHIVE("7z\u00bc\u00af|Rar!|BZh[1-9]|\u00fd7zXZ|\\(\u00b5/\u00fd", "a compressed archive", Advice.UNPACK),
	ICON("\0\0[\1\2]\0[\1-\377]\0", "ICO", Advice.PNG), APPLE_ICON("icns", "ICNS", Advice.PNG),
	PSD("8BPS", "a Photoshop file (PSD)", "Export it as PNG."),
	XCF("gimp xcf", "a GIMP file (XCF)", "Export it as PNG."),
	RADIANCE("#\\?(?:RADIANCE|RGBE)", "Radiance HDR", Advice.HDR), EXR("v/1\1", "OpenEXR", Advice.HDR),
	NETPBM("P[1-7][\\s#]|P[Ff]\\s", "a Netpbm image (PBM, PGM, PPM)", Advice.PNG),
	FITS("SIMPLE  =", "FITS", Advice.WINDOW), DDS("DDS ", "DDS", Advice.PNG), QOI("qoif", "QOI", Advice.PNG),
	NPY("\u0093NUMPY", "a NumPy array (.npy)",
			"Save the array as a picture, as in PIL.Image.fromarray(array).save(\"image.png\")."),
	HDF5("\u0089HDF\r\n", "HDF5", "Save one picture of it as a PNG file."),
	MATLAB("MATLAB 5\\.0", "a MATLAB file", "Save one picture of it as a PNG file."),
	LFS("version https://git-lfs", "a Git LFS pointer", "The file itself was not fetched: run git lfs pull."),
	TEXT_MODE("\u0089PNG\n|(?:\u00ef\u00bf\u00bd|\u00c2\u0089)PNG|(?:\u00ef\u00bf\u00bd){2}|\u00c3\u00bf\u00c3\u0098",
			"an image whose bytes were changed by a conversion to text", "Read and send the file as binary data."),
	DATA_URL("\\s*data:(?:[\\w.+-]+/[\\w.+-]+|[;,])", "a data: URL", Advice.BASE64),
	BASE64("\\s*\"?(?:[/_]9j[/_]|iVBORw0K|R0lGOD|UklGR|SUkqA|TU0AK|Qk[0-3])[\\w+/=\r\n-]*\"?\\s*\\z", "base64 text",
			Advice.BASE64),
	SVG("(?:\u00ef\u00bb\u00bf)?\\s*(?:(?:<\\?xml|<!--|<!DOCTYPE svg).*)?<svg", "SVG", "Export it as PNG."),
	HTML("(?i)(?:\u00ef\u00bb\u00bf)?\\s*(?:<!--.*?-->\\s*)?<(?:!doctype html|html|head|body)", "an HTML page",
			"Where the file was downloaded, the answer may have been a page that reports an error or asks to log in: look at it."),
	XML("(?:\u00ef\u00bb\u00bf)?\\s*<\\?xml", "XML", Advice.FILE),
	JSON("(?:\u00ef\u00bb\u00bf)?\\s*(?:\\{\\s*[\"}]|\\[\\s*[\\[{\"\\d\\]-])", "JSON",
			"Send the file itself; JSON is taken by the addresses of KServe, /v1/models/MODEL:explain and :predict."),
	URL("\\s*https?://", "the address of an image", "Send the file itself, since addresses are not fetched.");

	private static final int HEAD = 1024;

	private final Pattern beginning;

	private final String found;

	private final String advice;

	OtherFile(String beginning, String found, String advice) {
		this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
		this.found = found;
		this.advice = advice;
	}

	/**
	 * Names the kind.
	 * @return what a file of this kind is, and what to do instead
	 */
	String description() {
		return this.found + ". " + this.advice;
	}

	/**
	 * Describes a file that is of no format that is read.
	 * @param bytes the whole file
	 * @return what the file is, as far as its beginning tells it, and what to do instead
	 */
	static String describe(byte[] bytes) {
		String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
		return Arrays.stream(values())
			.filter((file) -> file.beginning.matcher(head).lookingAt())
			.findFirst()
			.map(OtherFile::description)
			.orElseGet(() -> head.chars().allMatch((c) -> c >= ' ' || Character.isWhitespace(c))
					? "text. " + Advice.FILE : "an unknown format. " + Advice.PNG);
	}

	/**
	 * What to do instead, for several kinds.
	 */
	private static final class Advice {

		static final String PNG = "Convert it to PNG.";

		static final String RAW = "Develop it, and export it as JPEG or PNG.";

		static final String HDR = "Map its tones to 8 bits, and send a PNG file.";

		static final String WINDOW = "Choose the slice and the values of black and white, and export it as an 8-bit PNG file.";

		static final String UNPACK = "Unpack it, and send the image that it contains.";

		static final String BASE64 = "Decode it and send the bytes; base64 is taken by the addresses of KServe, /v1/models/MODEL:explain and :predict.";

		static final String FILE = "Send the image file itself, as in curl -F image=@photo.jpg.";

	}

}
