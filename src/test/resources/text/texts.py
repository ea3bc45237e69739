"""The 200 texts whose tokens are compared, made of a few lists so that they stay readable."""

PLAIN = ["a photo of a cat", "A Photo Of A CAT.", "two dogs, playing in the snow!", "the cat's tail", "it's what they've said; I'd say we'll see",
         "sneaker and bag", "ANKLE BOOT", "a photo of 3 cats and 14 dogs", "1234567890", "3.14159 %", "well-known state-of-the-art", "don't",
         "a", "I", "the quick brown fox jumps over the lazy dog", "under_score and camelCase", "e-mail: someone@example.org", "https://example.org/a?b=c&d=e#f",
         "C++ and C#", "100% cotton (red)", "\"quoted\" 'text' `code`", "[brackets] {braces} <angles>", "a/b\\c|d", "~!@#$%^&*()_+-=[]{}|;':\",./<>?"]
SPACES = ["", " ", "   ", "\t", "\n", "\r\n", " leading", "trailing ", "  both  ", "two  blanks", "a\tb", "a\nb", "a\r\nb\n", "a\u00a0b", "a\u3000b",
          "a\u2028b", "a\u200bb", "zero\u200dwidth", "\ufeffmark", "a \t \n b", "\u00a0", "soft\u00adhyphen", "em\u2003space", "\u2060word joiner"]
ACCENTS = ["café", "cafe\u0301", "naïve façade", "Ångström", "A\u030angstro\u0308m", "ÉCOLE", "straße", "STRASSE", "İstanbul", "ISTANBUL ı", "œuvre Æsir",
           "Ελληνικά ΣΟΦΟΣ", "ΟΔΟΣ σας", "ǅ ǈ", "ﬁne ﬂour", "ﬃ", "ñandú", "Žluťoučký kůň", "tiếng Việt", "ę̃", "Z̸̢a̷l̶g̵o̶", "a\u0300\u0316\u0317", "½ ⅓ ²", "№ ™ ©",
           "Ｆｕｌｌ Ｗｉｄｔｈ", "①②③", "㎏", "Ω Ω", "K K", "¿qué? ¡sí!"]
EMOJI = ["😀", "a 😀 b", "👍🏽", "👨‍👩‍👧‍👦", "🇩🇪🇫🇷", "❤️", "☃", "🏳️‍🌈 flag", "cat🐱dog🐶", "1️⃣2️⃣", "😀" * 40, "𝒜𝓃𝒸𝓎 𝔉𝔯𝔞𝔨𝔱𝔲𝔯", "🫠", "⚽️🏀", "text→arrow ⇒ ∀x∈ℝ"]
SCRIPTS = ["一张猫的照片", "猫和狗", "写真の中の猫", "ネコがいる", "고양이 사진", "кошка на фотографии", "КОШКА", "צילום של חתול", "صورة قطة", "عَرَبِيّ", "रंगीन चित्र", "ภาพแมว",
           "γάτα", "գատու", "კატა", "বিড়াল", "பூனை", "ፎቶ", "ᚠᚢᚦ", "𐍈𐌰𐌿", "猫 cat 猫", "中文，标点。", "「引用」", "русский и english вместе", "abc אבג def", "\u202eright to left\u202c",
           "مرحبا hello שלום", "क्‍ष", "กำ", "ꦲꦏ꧀ꦱꦫ"]
CONTROL = ["\x00", "a\x00b", "\x07bell", "esc\x1b[31mred", "\x7f", "a\x80b", "\x85next line", "a\x0bb\x0cc", "\ufffd", "\ufffe\uffff", "\U0010ffff", "\ue000 private",
           "a\u0001\u0002b", "\u200e\u200f"]
SPECIAL = ["<|startoftext|>", "a <|endoftext|> b", "<|endoftext|>", "<|ENDOFTEXT|> upper", "</s>", "a</s>b", "<s> a", "<pad>", "<unk> a", "<eos> b", "<bos>", "<mask>",
           "a photo<|endoftext|><|endoftext|>", "▁", "a▁b", "</w>", "cat</w>", "Ġ", "<0x41>", "##ing", "<start_of_turn>", "&amp; &lt;b&gt;", "<|im_end|>"]
LONG = ["a photo of " + "a very " * 100 + "long text", "x" * 300, "1" * 200, "cat " * 500, "猫" * 300, "é" * 200, "! " * 150, "Supercalifragilisticexpialidocious " * 30,
        "the " * 62 + "end", "the " * 75 + "end", "the " * 76 + "end", "the " * 74 + "end", "the " * 63, "a" * 2000]


def texts():
    """The 200 texts, no two of them equal."""
    found = PLAIN + SPACES + ACCENTS + EMOJI + SCRIPTS + CONTROL + SPECIAL + LONG
    words = ["sneaker", "Bag", "SHIRT", "red", "Blue", "étoile", "чашка", "猫", "🐱", "42", "isn't", "x-ray", "two\tthree", "O'Neill", "100%"]
    i = 0
    while len(found) < 200:
        found.append(" ".join(words[(i * 7 + j * (i % 4 + 2)) % len(words)] for j in range(2 + i % 9)))
        i += 1
    assert len(found) == 200 and len(set(found)) == 200, (len(found), len(set(found)))
    return found
