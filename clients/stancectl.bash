# Completion of stancectl for bash; installed as share/bash-completion/completions/stancectl.
_stancectl() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
    local lexicons='--lexicons --lexicon --actors' options=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W 'score explain send watch ping stats reload drain pairs history top article replay prune journal keygen lint lookup terms
            --help --version' -- "$cur")
        return
    fi
    case $prev in
    --lexicons|--lexicon)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return ;;
    --actors)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return ;;
    --topic)
        mapfile -t COMPREPLY < <(compgen -W 'stance. target. article. sentiment. trend. status' -- "$cur")
        return ;;
    --published|--date|--since|--to|--days|--from|--source|--target|--count|--timeout|--window|--id|--ingest|--publish|--query|--control)
        return ;;
    esac
    case $command in
    score) options="--json --published $lexicons" ;;
    explain) options="--id --no-text --published $lexicons" ;;
    terms) options="--unknown --published $lexicons" ;;
    send) options='--ingest --query --published --window --timeout --quiet' ;;
    watch) options='--source --target --topic --from --json --count --timeout --publish --query' ;;
    pairs) options='--source --target --watch --json --query --publish --timeout' ;;
    history) options='--source --target --since --to --json --query --timeout' ;;
    top) options='--days --to --count --json --query --timeout' ;;
    ping|stats|article) options='--query --timeout --json' ;;
    replay) options='--from --count --query --timeout' ;;
    prune) options='--days --all --control --timeout' ;;
    journal) options='check stats export prune rebuild --days --all' ;;
    reload|drain) options='--control --timeout --json' ;;
    keygen) options= ;;
    lint) options="$lexicons --strict" ;;
    lookup) options="--date $lexicons" ;;
    esac
    case $cur in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options --help" -- "$cur") ;;
    *)
        case $command in
        score|explain|send|terms|lint) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
        esac ;;
    esac
}
complete -o filenames -F _stancectl stancectl
