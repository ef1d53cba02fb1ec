;; Negated operators and absent keys
;;
;; "If the key is not present, the condition is false"; but with a negated operator it is true
;; (IAM/reference_policies_elements_condition_operators). Several operands of a negated operator are a NOR
;; (IAM/reference_policies_condition-logic-multiple-context-keys-or-values); several keys and several operators
;; are an AND, always.
;;
;;   Op      present and (some operand compares)
;;   NotOp   absent or not (some operand compares)
;;
;; Encoded as just that, so that NotOp is the complement of Op for each of the operators that has a negated
;; form. A value that an operator cannot read compares with nothing: it fails Op and passes NotOp. The same
;; for a variable without value: the comparison is false, and with it the negated operator true.

(set-logic ALL)

;; policy operators
;;   {"Condition": {"StringEquals": {"aws:referer": "a"}, "StringLike": {"aws:UserAgent": "a*"},
;;                  "NumericEquals": {"s3:max-keys": "1"}, "DateEquals": {"aws:CurrentTime": "2026-01-01"},
;;                  "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}, "ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"},
;;                  "StringEqualsIgnoreCase": {"aws:SourceVpc": "vpc-1"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:useragent present| Bool)
(declare-const |aws:useragent| String)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 4| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcevpc present| Bool)
(declare-const |aws:sourcevpc| String)
(assert (and |aws:referer present| (= |aws:referer| "a") |aws:useragent present| (str.in_re |aws:useragent| (re.++ (str.to_re "a") re.all)) |s3:max-keys present| (and |s3:max-keys is number| (= |s3:max-keys as number| 1.0)) |aws:currenttime present| (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0)) |aws:sourceip present| (and |aws:sourceip is ipv4| (= ((_ extract 31 24) |aws:sourceip as ipv4|) #b00001010)) |aws:sourcearn present| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "s3") (= |aws:sourcearn segment 4| "") (= |aws:sourcearn segment 5| "")) |aws:sourcevpc present| (str.in_re |aws:sourcevpc| (re.++ (re.union (str.to_re "v") (str.to_re "V")) (re.union (str.to_re "p") (str.to_re "P")) (re.union (str.to_re "c") (str.to_re "C")) (str.to_re "-") (str.to_re "1")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy each-negated
;;   [{"Condition": {"StringNotEquals": {"aws:referer": "a"}}},
;;    {"Condition": {"StringNotLike": {"aws:UserAgent": "a*"}}},
;;    {"Condition": {"NumericNotEquals": {"s3:max-keys": "1"}}},
;;    {"Condition": {"DateNotEquals": {"aws:CurrentTime": "2026-01-01"}}},
;;    {"Condition": {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}},
;;    {"Condition": {"ArnNotLike": {"aws:SourceArn": "arn:aws:s3:::*"}}},
;;    {"Condition": {"StringNotEqualsIgnoreCase": {"aws:SourceVpc": "vpc-1"}}}]
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:useragent present| Bool)
(declare-const |aws:useragent| String)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 4| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcevpc present| Bool)
(declare-const |aws:sourcevpc| String)
(assert (or (not |aws:referer present|) (and |aws:referer present| (not (= |aws:referer| "a"))) (not |aws:useragent present|) (and |aws:useragent present| (not (str.in_re |aws:useragent| (re.++ (str.to_re "a") re.all)))) (not |s3:max-keys present|) (and |s3:max-keys present| (not (and |s3:max-keys is number| (= |s3:max-keys as number| 1.0)))) (not |aws:currenttime present|) (and |aws:currenttime present| (not (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0)))) (not |aws:sourceip present|) (and |aws:sourceip present| (not (and |aws:sourceip is ipv4| (= ((_ extract 31 24) |aws:sourceip as ipv4|) #b00001010)))) (not |aws:sourcearn present|) (and |aws:sourcearn present| (not (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "s3") (= |aws:sourcearn segment 4| "") (= |aws:sourcearn segment 5| "")))) (not |aws:sourcevpc present|) (and |aws:sourcevpc present| (not (str.in_re |aws:sourcevpc| (re.++ (re.union (str.to_re "v") (str.to_re "V")) (re.union (str.to_re "p") (str.to_re "P")) (re.union (str.to_re "c") (str.to_re "C")) (str.to_re "-") (str.to_re "1")))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law every-negation-is-a-complement: operators and each-negated, expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:useragent present| Bool)
(declare-const |aws:useragent| String)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 4| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcevpc present| Bool)
(declare-const |aws:sourcevpc| String)
(define-fun term-1 () Bool (= |aws:referer| "a"))
(define-fun term-2 () Bool (str.in_re |aws:useragent| (re.++ (str.to_re "a") re.all)))
(define-fun term-3 () Bool (and |s3:max-keys is number| (= |s3:max-keys as number| 1.0)))
(define-fun term-4 () Bool (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0)))
(define-fun term-5 () Bool (and |aws:sourceip is ipv4| (= ((_ extract 31 24) |aws:sourceip as ipv4|) #b00001010)))
(define-fun term-6 () Bool (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "s3") (= |aws:sourcearn segment 4| "") (= |aws:sourcearn segment 5| "")))
(define-fun term-7 () Bool (str.in_re |aws:sourcevpc| (re.++ (re.union (str.to_re "v") (str.to_re "V")) (re.union (str.to_re "p") (str.to_re "P")) (re.union (str.to_re "c") (str.to_re "C")) (str.to_re "-") (str.to_re "1"))))
(assert (and |aws:referer present| term-1 |aws:useragent present| term-2 |s3:max-keys present| term-3 |aws:currenttime present| term-4 |aws:sourceip present| term-5 |aws:sourcearn present| term-6 |aws:sourcevpc present| term-7 (or (not |aws:referer present|) (not |aws:useragent present|) (not |s3:max-keys present|) (not |aws:currenttime present|) (not |aws:sourceip present|) (not |aws:sourcearn present|) (not |aws:sourcevpc present|) (and |aws:referer present| (not term-1)) (and |aws:useragent present| (not term-2)) (and |s3:max-keys present| (not term-3)) (and |aws:currenttime present| (not term-4)) (and |aws:sourceip present| (not term-5)) (and |aws:sourcearn present| (not term-6)) (and |aws:sourcevpc present| (not term-7)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-nothing-is-left-out: not (operators or each-negated), expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:useragent present| Bool)
(declare-const |s3:max-keys present| Bool)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcevpc present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:useragent| String)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 4| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcevpc| String)
(define-fun term-1 () Bool (= |aws:referer| "a"))
(define-fun term-2 () Bool (str.in_re |aws:useragent| (re.++ (str.to_re "a") re.all)))
(define-fun term-3 () Bool (and |s3:max-keys is number| (= |s3:max-keys as number| 1.0)))
(define-fun term-4 () Bool (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0)))
(define-fun term-5 () Bool (and |aws:sourceip is ipv4| (= ((_ extract 31 24) |aws:sourceip as ipv4|) #b00001010)))
(define-fun term-6 () Bool (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "s3") (= |aws:sourcearn segment 4| "") (= |aws:sourcearn segment 5| "")))
(define-fun term-7 () Bool (str.in_re |aws:sourcevpc| (re.++ (re.union (str.to_re "v") (str.to_re "V")) (re.union (str.to_re "p") (str.to_re "P")) (re.union (str.to_re "c") (str.to_re "C")) (str.to_re "-") (str.to_re "1"))))
(assert (not (or (not |aws:referer present|) (not |aws:useragent present|) (not |s3:max-keys present|) (not |aws:currenttime present|) (not |aws:sourceip present|) (not |aws:sourcearn present|) (not |aws:sourcevpc present|) (and |aws:referer present| term-1 |aws:useragent present| term-2 |s3:max-keys present| term-3 |aws:currenttime present| term-4 |aws:sourceip present| term-5 |aws:sourcearn present| term-6 |aws:sourcevpc present| term-7) (and |aws:referer present| (not term-1)) (and |aws:useragent present| (not term-2)) (and |s3:max-keys present| (not term-3)) (and |aws:currenttime present| (not term-4)) (and |aws:sourceip present| (not term-5)) (and |aws:sourcearn present| (not term-6)) (and |aws:sourcevpc present| (not term-7)))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; rows of operators
;;   {"context": {"aws:referer": ["a"], "aws:UserAgent": ["abc"], "s3:max-keys": ["1"], "aws:CurrentTime": ["2026-01-01"], "aws:SourceIp": ["10.1.1.1"], "aws:SourceArn": ["arn:aws:s3:::b"], "aws:SourceVpc": ["VPC-1"]}} => true
;;   {"context": {"aws:referer": ["a"], "aws:UserAgent": ["abc"], "s3:max-keys": ["1"], "aws:CurrentTime": ["2026-01-01"], "aws:SourceIp": ["10.1.1.1"], "aws:SourceArn": ["arn:aws:s3:::b"]}} => false

;; policy nor
;;   {"Condition": {"StringNotEquals": {"aws:referer": ["a", "b"]}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (or (not |aws:referer present|) (and |aws:referer present| (not (or (= |aws:referer| "a") (= |aws:referer| "b"))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of nor
;;   {"context": {"aws:referer": ["a"]}} => false
;;   {"context": {"aws:referer": ["b"]}} => false
;;   {"context": {"aws:referer": ["c"]}} => true
;;   {"context": {}} => true

;; policy not-a
;;   {"Condition": {"StringNotEquals": {"aws:referer": "a"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (or (not |aws:referer present|) (and |aws:referer present| (not (= |aws:referer| "a")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy not-b
;;   {"Condition": {"StringNotEquals": {"aws:referer": "b"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (or (not |aws:referer present|) (and |aws:referer present| (not (= |aws:referer| "b")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law nor-is-and-of-the-single-ones: (nor and not (not-a and not-b)) or (not-a and not-b and not nor), expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(define-fun term-1 () Bool (= |aws:referer| "a"))
(define-fun term-2 () Bool (= |aws:referer| "b"))
(define-fun term-3 () Bool (or (not |aws:referer present|) (and |aws:referer present| (not (or term-1 term-2)))))
(define-fun term-4 () Bool (or (not |aws:referer present|) (and |aws:referer present| (not term-1))))
(define-fun term-5 () Bool (or (not |aws:referer present|) (and |aws:referer present| (not term-2))))
(assert (or (and term-3 (not (and term-4 term-5))) (and term-4 term-5 (not term-3))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy mine
;;   {"Condition": {"StringEquals": {"aws:RequestTag/team": "${aws:PrincipalTag/team}"}}}
;; emits
(push 1)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |aws:requesttag/team| String)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(assert (and |aws:requesttag/team present| (and |aws:principaltag/team present| (= |aws:requesttag/team| |aws:principaltag/team|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy not-mine
;;   {"Condition": {"StringNotEquals": {"aws:RequestTag/team": "${aws:PrincipalTag/team}"}}}
;; emits
(push 1)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |aws:requesttag/team| String)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(assert (or (not |aws:requesttag/team present|) (and |aws:requesttag/team present| (not (and |aws:principaltag/team present| (= |aws:requesttag/team| |aws:principaltag/team|))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of not-mine
;;   {"context": {"aws:RequestTag/team": ["blue"], "aws:PrincipalTag/team": ["blue"]}} => false
;;   {"context": {"aws:RequestTag/team": ["blue"], "aws:PrincipalTag/team": ["red"]}} => true
;;   {"context": {"aws:RequestTag/team": ["blue"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["red"]}} => true
;;   {"context": {}} => true

;; policy untagged-caller
;;   {"Condition": {"Null": {"aws:PrincipalTag/team": "true"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(assert (not |aws:principaltag/team present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-variable-keeps-them-complements: (mine and not-mine) or not (mine or not-mine), expect unsat
(push 1)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |aws:requesttag/team| String)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(define-fun term-1 () Bool (and |aws:principaltag/team present| (= |aws:requesttag/team| |aws:principaltag/team|)))
(define-fun term-2 () Bool (and |aws:requesttag/team present| (not term-1)))
(assert (or (and |aws:requesttag/team present| term-1 (or (not |aws:requesttag/team present|) term-2)) (not (or (not |aws:requesttag/team present|) (and |aws:requesttag/team present| term-1) term-2))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law without-a-value-nothing-is-mine: untagged-caller and not not-mine, expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |aws:requesttag/team| String)
(declare-const |aws:principaltag/team| String)
(assert (and (not |aws:principaltag/team present|) (not (or (not |aws:requesttag/team present|) (and |aws:requesttag/team present| (not (and |aws:principaltag/team present| (= |aws:requesttag/team| |aws:principaltag/team|))))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; A Deny with a negated operator also denies requests without the key.

;; policy only-from-office
;;   [{"Action": "*"},
;;    {"Effect": "Deny", "Action": "*", "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (not (or (not |aws:sourceip present|) (and |aws:sourceip present| (not (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of only-from-office
;;   {"context": {"aws:SourceIp": ["203.0.113.9"]}} => true
;;   {"context": {"aws:SourceIp": ["198.51.100.9"]}} => false
;;   {"context": {}} => false

;; policy with-address
;;   {"Condition": {"Null": {"aws:SourceIp": "false"}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(assert |aws:sourceip present|)
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-denied-absence: only-from-office and not with-address, expect unsat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and (not |aws:sourceip present|) (not (or (not |aws:sourceip present|) (and |aws:sourceip present| (not (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001))))))))
(set-info :status unsat)
(check-sat)
(pop 1)
