# shellcheck shell=bash disable=SC2153
# The book: its own Python environment, the Javadoc, the pages, the PDF, the catalogue for translators. Sourced by build.sh.

BOOK_VENV=$ROOT/.book-venv
BOOK_PY=$BOOK_VENV/bin/python
BOOK_WORK=$ROOT/lib/target/book
BOOK=$ROOT/book

book_usage() {
  say "./build.sh book                       the course as web pages, in book/: they need no server and no network" \
    "./build.sh book --language zh_CN      the same with the translated text, in book/zh_CN" \
    "./build.sh book --pdf                 the same, then book/unrolled.pdf by Chromium" \
    "./build.sh book --catalogue [CHAPTER...]" \
    "                                      brings the texts for translators in lib/book/locale up to date; what is translated stays." \
    "                                      A chapter that is named, like 06-gru, is added"
}

is_book_environment_made() { [ "$(cat "$BOOK_VENV/complete" 2>/dev/null)" = "$(fingerprint lib/book/requirements.txt)" ]; }

make_book_environment() {
  if is_book_environment_made && is_good_python "$BOOK_PY"; then return; fi
  rm -f "$BOOK_VENV/complete"
  if [ "$(free_megabytes)" -lt 700 ]; then fail "Only $(free_megabytes) MB are free in $ROOT; the book needs 700 MB. Free some space."; fi
  find_python || fail "$PYTHON_FAULT"
  run_step "Environment for the book" "$PYTHON" -m venv --clear "$BOOK_VENV" ||
    explain_failure "The Python environment could not be made" "Install the missing part: $(install_hint venv)."
  run_step "Packages for the book" "$BOOK_PY" -m pip install --disable-pip-version-check -r lib/book/requirements.txt ||
    explain_failure "The packages for the book could not be installed" "The lines above say why."
  fingerprint lib/book/requirements.txt >"$BOOK_VENV/complete"
}

# What the pages load: formulas and figures.
fetch_scripts() {
  local plotly
  if ! is_done mathjax "$(fingerprint lib/book/pom.xml)" || [ ! -f "$BOOK_WORK/mathjax/tex-svg.js" ]; then
    rm -rf "$BOOK_WORK/mathjax" "$BOOK_WORK/dependency-maven-plugin-markers"
    run_step "MathJax" mvn -f lib/book/pom.xml -B -ntp -q process-resources ||
      explain_failure "MathJax could not be fetched" "The lines above say why."
    mark_done mathjax "$(fingerprint lib/book/pom.xml)"
  fi
  plotly=$("$PY" -c 'import pathlib, plotly; print(pathlib.Path(plotly.__file__).parent / "package_data/plotly.min.js")')
  mkdir -p "$BOOK_WORK/plotly"
  cp "$plotly" "$BOOK_WORK/plotly/" || fail "plotly.js is not in $PREFIX. Run ./build.sh doctor."
}

# The graded sheets stay out.
write_javadoc() {
  local inputs
  inputs="$(fingerprint lib/src/main) $JDK $JDK_VERSION"
  if is_done javadoc "$inputs" && [ -d "$BOOK_WORK/api" ]; then return; fi
  rm -rf "$BOOK_WORK/api"
  run_step "Javadoc" "$JDK/bin/javadoc" -quiet -notimestamp -Xdoclint:none -encoding UTF-8 -locale en -windowtitle Unrolled \
    --add-modules jdk.incubator.vector -classpath "$JARS/*" -sourcepath lib/src/main/java -subpackages unrolled \
    -exclude unrolled.exercise -d "$BOOK_WORK/api" ||
    explain_failure "The Javadoc could not be written" "The lines above say why."
  mark_done javadoc "$inputs"
}

# sphinx BUILDER SOURCES TARGET
sphinx() { "$BOOK_PY" -m sphinx -c lib/book -b "$1" -j 2 -q -W --keep-going -d "$BOOK_WORK/doctrees-$UNROLLED_BOOK_LANGUAGE-$1" "$2" "$3"; }

assemble_book() {
  run_step "Sources of the pages" "$BOOK_PY" lib/book/assemble.py "$BOOK_WORK/api" "$BOOK_WORK/source" ||
    explain_failure "The notebooks could not be made into pages" "The lines above say why."
}

build_pages() {
  local pages=$BOOK_WORK/pages-$UNROLLED_BOOK_LANGUAGE/html
  run_step "Pages" sphinx html "$BOOK_WORK/source" "$pages" ||
    explain_failure "The pages could not be built" "The lines above say why."
  run_step "Javadoc beside the pages" "$BOOK_PY" lib/book/publish.py "$pages" "$BOOK_WORK/api" "$BOOK" ||
    explain_failure "The book could not be laid out" "The lines above say why."
}

write_pdf() {
  run_step "PDF" "$BOOK_PY" lib/book/pdf.py "$BOOK" "$BOOK/unrolled.pdf" ||
    explain_failure "The PDF could not be written" "The lines above say why."
}

write_catalogue() {
  run_step "Texts of the pages" sphinx gettext "$BOOK_WORK/source" "$BOOK_WORK/texts/pot" ||
    explain_failure "The texts could not be collected" "The lines above say why."
  run_step "Catalogue" "$BOOK_PY" lib/book/catalogue.py "$BOOK_WORK/texts/pot" lib/book/locale ${BOOK_CHAPTERS[@]+"${BOOK_CHAPTERS[@]}"} ||
    explain_failure "The catalogue could not be written" "The lines above say why."
}

# Sets what the options say: BOOK_DOES, BOOK_CHAPTERS, BOOK, UNROLLED_BOOK_LANGUAGE.
read_book_options() {
  BOOK_DOES=pages BOOK_CHAPTERS=()
  UNROLLED_BOOK_LANGUAGE=en
  while [ $# -gt 0 ]; do
    case $1 in
      --pdf) BOOK_DOES=pdf ;;
      --catalogue) BOOK_DOES=catalogue; shift; BOOK_CHAPTERS=("$@"); break ;;
      --language)
        shift
        UNROLLED_BOOK_LANGUAGE=${1:-}
        if [ ! -d "lib/book/locale/$UNROLLED_BOOK_LANGUAGE" ] || [ -z "$UNROLLED_BOOK_LANGUAGE" ]; then
          fail "There is no translation '$UNROLLED_BOOK_LANGUAGE'. There is: $(find lib/book/locale -mindepth 1 -maxdepth 1 -type d -exec basename {} \;)."
        fi
        BOOK=$ROOT/book/$UNROLLED_BOOK_LANGUAGE ;;
      *) fail "./build.sh book does not know '$1'. ./build.sh book --help lists what it knows." ;;
    esac
    shift
  done
  export UNROLLED_BOOK_LANGUAGE
}

check_chromium() {
  if [ "$BOOK_DOES" = pdf ] && ! { command -v chromium && command -v chromedriver; } >/dev/null 2>&1; then
    fail "The PDF needs Chromium and its driver. Install them: apt install chromium chromium-driver."
  fi
}

run_book() {
  check_chromium
  make_book_environment
  fetch_scripts
  write_javadoc
  assemble_book
  if [ "$BOOK_DOES" = catalogue ]; then write_catalogue; say "The catalogue is in lib/book/locale."; return; fi
  build_pages
  if [ "$BOOK_DOES" = pdf ]; then write_pdf; say "The PDF is $BOOK/unrolled.pdf."; fi
  say "The book is $BOOK/index.html."
}
