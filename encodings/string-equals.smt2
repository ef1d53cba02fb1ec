;; StringEquals, StringNotEquals
;;
;; The value is one of the operands, letter for letter; `*` and `?` are characters here
;; (IAM/reference_policies_elements_condition_operators). The negated form: it is none of them. An absent key
;; fails the former and passes the latter.
;;
;; Encoded as a `Bool` that the key is present and an equation on its text. Exact: SMT-LIB's equality of
;; strings is equality of sequences of characters. Characters other than printable ASCII, and the backslash,
;; are written `\u{…}`, so that no text can be taken for an escape.

(set-logic ALL)

;; policy blue
;;   {"Condition": {"StringEquals": {"aws:PrincipalTag/team": "blue"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (= |aws:principaltag/team| "blue")))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of blue
;;   {"context": {"aws:PrincipalTag/team": ["blue"]}} => true
;;   {"context": {"AWS:principaltag/TEAM": ["blue"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["Blue"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["blue "]}} => false
;;   {"context": {"aws:PrincipalTag/team": [""]}} => false
;;   {"context": {}} => false

;; policy blue-or-red
;;   {"Condition": {"StringEquals": {"aws:PrincipalTag/team": ["blue", "red"]}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (or (= |aws:principaltag/team| "blue") (= |aws:principaltag/team| "red"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy neither
;;   {"Condition": {"StringNotEquals": {"aws:PrincipalTag/team": ["blue", "red"]}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not (or (= |aws:principaltag/team| "blue") (= |aws:principaltag/team| "red"))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of neither
;;   {"context": {"aws:PrincipalTag/team": ["green"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["red"]}} => false
;;   {"context": {"aws:PrincipalTag/team": [""]}} => true
;;   {"context": {}} => true

;; law operands-are-or: blue and not blue-or-red, expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(define-fun term-1 () Bool (= |aws:principaltag/team| "blue"))
(assert (and |aws:principaltag/team present| term-1 (not (and |aws:principaltag/team present| (or term-1 (= |aws:principaltag/team| "red"))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law more-operands-are-wider: blue-or-red and not blue, expect sat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(define-fun term-1 () Bool (= |aws:principaltag/team| "blue"))
(assert (and |aws:principaltag/team present| (or term-1 (= |aws:principaltag/team| "red")) (not (and |aws:principaltag/team present| term-1))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law negated-operands-are-nor: blue and neither, expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(define-fun term-1 () Bool (= |aws:principaltag/team| "blue"))
(assert (and |aws:principaltag/team present| term-1 (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not (or term-1 (= |aws:principaltag/team| "red")))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy odd-characters
;;   {"Condition": {"StringEquals": {"aws:PrincipalTag/team": ["*", "?", "", "a\"b", "\\u{62}", "é", "\u0001"]}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (or (= |aws:principaltag/team| "*") (= |aws:principaltag/team| "?") (= |aws:principaltag/team| "") (= |aws:principaltag/team| "a""b") (= |aws:principaltag/team| "\u{5c}u{62}") (= |aws:principaltag/team| "\u{e9}") (= |aws:principaltag/team| "\u{1}"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of odd-characters
;;   {"context": {"aws:PrincipalTag/team": ["*"]}} => true
;;   {"context": {"aws:PrincipalTag/team": [""]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["a\"b"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["\\u{62}"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["b"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["é"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["e"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["\u0001"]}} => true

;; policy some-character
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "?"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| re.allchar)))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy a-letter-b
;;   {"Condition": {"StringEquals": {"aws:PrincipalTag/team": "b"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (= |aws:principaltag/team| "b")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-star-is-one-character: odd-characters and some-character, expect sat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (or (= |aws:principaltag/team| "*") (= |aws:principaltag/team| "?") (= |aws:principaltag/team| "") (= |aws:principaltag/team| "a""b") (= |aws:principaltag/team| "\u{5c}u{62}") (= |aws:principaltag/team| "\u{e9}") (= |aws:principaltag/team| "\u{1}")) (str.in_re |aws:principaltag/team| re.allchar)))
(set-info :status sat)
(check-sat)
(pop 1)
;; law an-escape-is-no-letter: a-letter-b and odd-characters, expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (= |aws:principaltag/team| "b") (or (= |aws:principaltag/team| "*") (= |aws:principaltag/team| "?") (= |aws:principaltag/team| "") (= |aws:principaltag/team| "a""b") (= |aws:principaltag/team| "\u{5c}u{62}") (= |aws:principaltag/team| "\u{e9}") (= |aws:principaltag/team| "\u{1}"))))
(set-info :status unsat)
(check-sat)
(pop 1)
